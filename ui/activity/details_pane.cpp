#include "activity_page/details_pane.h"

#include "activity_page/step_rows.h"
#include "activity_page/words.h"
#include "base/format.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/style.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"
#include "widgets/status_chip.h"

#include <QCheckBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::activity_page {

namespace {

using operations::OperationState;
using operations::Remedy;

/// Reasons that were given, overrides first; what it takes back and what stays.
QString factsOf(const operations::Operation &operation)
{
    QStringList lines;
    for (auto reason = operation.reasons.cbegin(); reason != operation.reasons.cend(); ++reason)
        lines.append(DetailsPane::tr("Reason for %1: %2").arg(reason.key(), reason.value()));
    for (const QString &words : operation.plan.reverts)
        lines.append(DetailsPane::tr("Takes back: %1").arg(words));
    for (const QString &words : operation.plan.stays)
        lines.append(DetailsPane::tr("Stays: %1").arg(words));
    return lines.join(u'\n');
}

QString releaseOf(const operations::Operation &operation)
{
    for (const auto key : {"release"_L1, "releaseId"_L1, "to"_L1}) {
        const QString id = operation.plan.facts.value(key).toString();
        if (id.contains(u'/'))
            return id;
    }
    return {};
}

} // namespace

DetailsPane::DetailsPane(std::shared_ptr<base::Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(std::move(clock))
    , m_close(new QToolButton(this))
    , m_state(new widgets::StatusChip(this))
    , m_abort(new QPushButton(tr("Abort…"), this))
    , m_release(new QPushButton(tr("Show release"), this))
    , m_calls(new QCheckBox(tr("Show the API calls"), this))
    , m_steps(new QTreeWidget(this))
{
    setAccessibleName(tr("Details"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 0);
    column->setSpacing(8);
    auto *head = new QHBoxLayout;
    column->addLayout(head);
    makeHead(*head);
    m_title->setFont(theme::font(theme::FontRole::Section, font()));
    column->addWidget(m_state, 0, Qt::AlignLeft);
    m_who = addLabel(*column);
    m_who->setForegroundRole(QPalette::PlaceholderText);
    m_next = addLabel(*column);
    makeButtons(*column);
    m_facts = addLabel(*column);
    column->addWidget(m_calls);
    makeSteps(*column);
    show();
}

void DetailsPane::makeHead(QHBoxLayout &row)
{
    m_title = addLabel(row);
    row.setStretch(0, 1);
    m_close->setAutoRaise(true);
    m_close->setIcon(theme::icon(u"action-close"_s));
    m_close->setAccessibleName(tr("Close details"));
    m_close->setToolTip(tr("Close details (Esc)"));
    m_close->hide();
    row.addWidget(m_close, 0, Qt::AlignTop);
    connect(m_close, &QToolButton::clicked, this, &DetailsPane::closeRequested);
}

QLabel *DetailsPane::addLabel(QBoxLayout &column)
{
    auto *label = new QLabel(this);
    widgets::showAsWritten(*label);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column.addWidget(label);
    return label;
}

void DetailsPane::makeButtons(QVBoxLayout &column)
{
    for (const Remedy remedy : {Remedy::Retry, Remedy::Compensate, Remedy::Close, Remedy::TakeOver}) {
        auto *button = new QPushButton(remedyWords(remedy), this);
        m_remedies.insert(remedy, button);
        column.addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, remedy] {
            if (m_operation)
                emit remedyRequested(m_operation->id, remedy);
        });
    }
    column.addWidget(m_abort);
    column.addWidget(m_release);
    connect(m_abort, &QPushButton::clicked, this, [this] {
        if (m_operation)
            emit abortRequested(m_operation->id);
    });
    connect(m_release, &QPushButton::clicked, this, [this] {
        if (m_operation)
            emit releaseRequested(releaseOf(*m_operation));
    });
}

void DetailsPane::makeSteps(QVBoxLayout &column)
{
    m_steps->setAccessibleName(tr("Steps and their evidence"));
    m_steps->setColumnCount(2);
    m_steps->setHeaderHidden(true);
    m_steps->setFrameShape(QFrame::NoFrame);
    m_steps->setTextElideMode(Qt::ElideRight);
    m_steps->setIndentation(18);
    m_steps->header()->setStretchLastSection(false);
    m_steps->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_steps->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    column.addWidget(m_steps, 1);
    connect(m_calls, &QCheckBox::toggled, this, &DetailsPane::show);
    connect(m_steps, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) {
        const QUrl page = item->data(0, pageRole).toUrl();
        if (page.isValid())
            emit openRequested(page);
    });
}

void DetailsPane::setClosable(bool isClosable)
{
    m_close->setVisible(isClosable);
}

QWidget *DetailsPane::focusTarget() const
{
    return m_steps;
}

void DetailsPane::setOperation(const std::optional<operations::Operation> &operation)
{
    if (m_operation == operation)
        return;
    if (!operation || !m_operation || operation->id != m_operation->id)
        m_steps->clear();
    m_operation = operation;
    show();
}

bool DetailsPane::mayAbort() const
{
    return m_operation && m_operation->isOurs
        && (m_operation->state == OperationState::Running || m_operation->state == OperationState::Compensating);
}

void DetailsPane::showWords()
{
    const operations::Operation &operation = *m_operation;
    m_title->setText(operation.plan.title);
    m_state->setStatus(operations::statusOf(operation.state), stateWords(operation.state));
    const QDateTime now = m_clock->now().toLocalTime();
    QStringList who{operation.actor, targetWords(operation.plan), kindWords(operation.plan.kind),
                    base::format::time(operation.startedAt.toLocalTime(), now)};
    if (operation.endedAt)
        who.append(tr("took %1").arg(
            base::format::duration(base::format::milliseconds{operation.startedAt.msecsTo(*operation.endedAt)})));
    if (!operation.isOurs)
        who.append(tr("run by %1").arg(operation.host));
    who.removeAll(QString());
    m_who->setText(who.join(u" · "_s));
    m_next->setText(operation.next.isEmpty() ? operation.words() : operation.next);
    m_facts->setText(factsOf(operation));
}

void DetailsPane::showButtons()
{
    for (auto button = m_remedies.cbegin(); button != m_remedies.cend(); ++button)
        button.value()->setVisible(m_operation && m_operation->remedies.contains(button.key()));
    m_abort->setVisible(mayAbort());
    m_release->setVisible(m_operation && !releaseOf(*m_operation).isEmpty());
}

void DetailsPane::show()
{
    const bool isThere = m_operation.has_value();
    for (QWidget *part :
         {static_cast<QWidget *>(m_state), static_cast<QWidget *>(m_calls), static_cast<QWidget *>(m_steps)})
        part->setVisible(isThere);
    if (isThere) {
        showWords();
        showSteps(*m_steps, *m_operation, m_clock->now(), m_calls->isChecked());
    } else {
        m_title->setText(tr("Choose an act to see its steps."));
        for (QLabel *label : {m_who, m_next, m_facts})
            label->clear();
    }
    for (QLabel *label : {m_who, m_next, m_facts})
        label->setVisible(!label->text().isEmpty());
    showButtons();
}

void DetailsPane::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme::tokens(palette()).base);
}

void DetailsPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        show();
}

} // namespace slipway::activity_page
