#include "run_pages/artifacts_tab.h"

#include "base/format.h"
#include "run_pages/words.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/style.h"
#include "widgets/elided_label.h"
#include "widgets/message.h"
#include "widgets/plain_words.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTableWidget>
#include <QTimeZone>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::run_pages {

namespace {

using State = runs::ArtifactRow::State;

constexpr auto folderKey = "artifacts/folder"_L1;
constexpr int progressSteps = 1000;
constexpr int progressWidth = 120;

enum Column { NameColumn, SizeColumn, ExpiresColumn, StateColumn, ColumnCount };

} // namespace

ArtifactsTab::ArtifactsTab(runs::RunArtifacts *artifacts, std::shared_ptr<base::Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_artifacts(artifacts)
    , m_clock(std::move(clock))
    , m_target(QStandardPaths::writableLocation(QStandardPaths::DownloadLocation))
    , m_stack(new QStackedWidget)
    , m_table(new QTableWidget(0, ColumnCount))
    , m_message(new widgets::EmptyState(QString()))
    , m_action(new QPushButton)
    , m_choose(new QPushButton(tr("Change folder…")))
    , m_progress(new QProgressBar)
    , m_folder(new widgets::ElidedLabel)
{
    m_table->setAccessibleName(tr("Artifacts"));
    m_table->setObjectName(u"artifacts"_s);
    m_table->setHorizontalHeaderLabels({tr("Name"), tr("Size"), tr("Expires"), tr("State")});
    m_table->horizontalHeader()->setSectionResizeMode(NameColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(StateColumn, QHeaderView::ResizeToContents);
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    auto *withAction = new QWidget;
    auto *inner = new QVBoxLayout(withAction);
    inner->setContentsMargins({});
    inner->setSpacing(0);
    inner->addWidget(m_table, 1);
    inner->addWidget(makeFoot());
    m_stack->addWidget(withAction);
    m_stack->addWidget(m_message);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_stack);
    connect(m_artifacts, &runs::RunArtifacts::freshnessChanged, this, &ArtifactsTab::sync);
    connect(m_artifacts, &QAbstractItemModel::dataChanged, this, &ArtifactsTab::sync);
    connect(m_artifacts, &QAbstractItemModel::rowsInserted, this, &ArtifactsTab::sync);
    connect(m_artifacts, &QAbstractItemModel::rowsRemoved, this, &ArtifactsTab::sync);
    connect(m_table, &QTableWidget::currentCellChanged, this, &ArtifactsTab::sync);
    connect(m_table, &QTableWidget::cellActivated, this, &ArtifactsTab::act);
    connect(m_choose, &QPushButton::clicked, this, &ArtifactsTab::chooseTarget);
    connect(m_action, &QPushButton::clicked, this, [this] { act(m_table->currentRow()); });
    connect(m_message, &widgets::Message::buttonClicked, m_artifacts, &runs::RunArtifacts::refresh);
    sync();
}

QWidget *ArtifactsTab::makeFoot()
{
    m_action->setObjectName(u"artifactAction"_s);
    m_choose->setObjectName(u"artifactFolder"_s);
    m_progress->setObjectName(u"artifactProgress"_s);
    m_progress->setAccessibleName(tr("Progress of the download"));
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(progressWidth);
    for (QPushButton *button : {m_action, m_choose})
        theme::setCompact(*button);
    auto *foot = new QWidget;
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(theme::gutter, 6, theme::gutter, 6);
    row->addWidget(m_folder, 1);
    row->addWidget(m_choose);
    row->addStretch(0);
    row->addWidget(m_progress);
    row->addWidget(m_action);
    setTarget(m_target);
    return foot;
}

void ArtifactsTab::setSettings(std::shared_ptr<QSettings> settings)
{
    m_settings = std::move(settings);
    if (const QString kept = m_settings ? m_settings->value(folderKey).toString() : QString(); !kept.isEmpty())
        setTarget(kept);
}

void ArtifactsTab::setTarget(const QString &folder)
{
    m_target = folder;
    m_folder->setText(tr("Into %1").arg(QDir::toNativeSeparators(folder)));
}

void ArtifactsTab::chooseTarget()
{
    const QString chosen =
        m_chooser ? m_chooser(m_target) : QFileDialog::getExistingDirectory(this, tr("Where artifacts go"), m_target);
    if (chosen.isEmpty())
        return;
    setTarget(chosen);
    if (m_settings)
        m_settings->setValue(folderKey, chosen);
}

void ArtifactsTab::sync()
{
    const auto &rows = m_artifacts->rows();
    const QString notice = words::notice(m_artifacts->freshness(), m_clock->now());
    m_stack->setCurrentIndex(rows.isEmpty() ? 1 : 0);
    if (rows.isEmpty()) {
        const bool isKnown = m_artifacts->freshness().hasValue();
        m_message->setContent({},
                              !notice.isEmpty() ? notice
                                  : isKnown     ? tr("This run left no artifacts.")
                                                : tr("Artifacts are being listed."),
                              notice.isEmpty() ? QString() : tr("Retry"));
    }
    const QSignalBlocker quiet(m_table);
    m_table->setRowCount(static_cast<int>(rows.size()));
    for (int row = 0; row < rows.size(); ++row)
        fillRow(row);
    if (m_table->currentRow() < 0 && !rows.isEmpty())
        m_table->setCurrentCell(0, NameColumn);
    const int current = m_table->currentRow();
    const bool hasCurrent = current >= 0 && current < rows.size();
    m_action->setVisible(hasCurrent);
    m_progress->setVisible(false);
    if (!hasCurrent)
        return;
    const runs::ArtifactRow &chosen = rows.at(current);
    const bool isBusy = chosen.state == State::Downloading || chosen.state == State::Unpacking;
    m_progress->setVisible(isBusy);
    m_progress->setRange(0, chosen.progress ? progressSteps : 0);
    m_progress->setValue(chosen.progress ? qRound(*chosen.progress * progressSteps) : 0);
    m_action->setText(chosen.state == State::Ready ? tr("Open folder")
                          : isBusy                 ? tr("Stop the download")
                                                   : tr("Download and unpack"));
    m_action->setEnabled(!chosen.artifact.isExpired || chosen.state == State::Ready);
    m_action->setToolTip(chosen.artifact.isExpired ? tr("GitHub has deleted it: artifacts are kept for a time only.")
                                                   : m_action->text());
}

void ArtifactsTab::fillRow(int row)
{
    const runs::ArtifactRow &from = m_artifacts->rows().at(row);
    const QDateTime now = m_clock->now();
    const QString expires = from.artifact.isExpired ? tr("expired")
        : from.artifact.expiresAt ? base::format::time(from.artifact.expiresAt->toTimeZone(now.timeZone()), now)
                                  : u"—"_s;
    const QStringList texts{from.artifact.name, base::format::bytes(from.artifact.bytes), expires, stateWords(from)};
    for (int column = 0; column < ColumnCount; ++column) {
        QTableWidgetItem *item = m_table->item(row, column);
        if (!item) {
            item = new QTableWidgetItem;
            m_table->setItem(row, column, item);
        }
        item->setText(texts.at(column));
        item->setToolTip(widgets::plainTip(texts.at(column)));
    }
}

QString ArtifactsTab::stateWords(const runs::ArtifactRow &row) const
{
    switch (row.state) {
    case State::Remote: return row.artifact.isExpired ? tr("gone") : tr("on GitHub");
    case State::Downloading:
        return row.progress ? tr("downloading, %1").arg(base::format::percent(*row.progress)) : tr("downloading");
    case State::Unpacking: return tr("unpacking");
    case State::Ready: return tr("unpacked");
    case State::Failed: return row.error ? base::sentence(*row.error) : tr("failed");
    }
    return {};
}

void ArtifactsTab::act(int row)
{
    if (row < 0 || row >= m_artifacts->rows().size())
        return;
    const runs::ArtifactRow chosen = m_artifacts->rows().at(row);
    if (chosen.state == State::Ready)
        emit openRequested(QUrl::fromLocalFile(chosen.folder));
    else if (chosen.state == State::Downloading || chosen.state == State::Unpacking)
        m_artifacts->cancel(chosen.artifact.id);
    else
        m_artifacts->download(chosen.artifact.id, m_target);
}

} // namespace slipway::run_pages
