#include "run_pages/run_dock.h"

#include "run_pages/annotations_tab.h"
#include "run_pages/artifacts_tab.h"
#include "run_pages/live_steps.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/style.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabBar>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace slipway::run_pages {

namespace {

constexpr qreal designHeadHeight = 34;
constexpr qreal designStepWidth = 200;
constexpr qreal designFindWidth = 150;

QString titleOf(const std::pair<QString, QString> &step)
{
    if (step.first.isEmpty())
        return RunDock::tr("All steps");
    const QString title = step.second.isEmpty() ? step.first : RunDock::tr("%1 › %2").arg(step.first, step.second);
    return title.simplified();
}

} // namespace

RunDock::RunDock(ArtifactsTab *artifacts, QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabBar)
    , m_stack(new QStackedWidget)
    , m_step(new QComboBox)
    , m_find(new QLineEdit)
    , m_follow(new QCheckBox(tr("Follow")))
    , m_logs(new QStackedWidget)
    , m_log(new log_view::LogView)
    , m_live(new LiveSteps)
    , m_annotations(new AnnotationsTab)
    , m_file(new QPlainTextEdit)
{
    m_file->setReadOnly(true);
    m_file->setFrameShape(QFrame::NoFrame);
    m_file->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_file->setAccessibleName(tr("Workflow file"));
    m_log->setAccessibleName(tr("Log"));
    m_logs->addWidget(m_log);
    m_logs->addWidget(m_live);
    for (QWidget *page : std::initializer_list<QWidget *>{m_logs, m_annotations, artifacts, m_file})
        m_stack->addWidget(page);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_stack, 1);
    setSteps({});
    adoptFont();
    connectParts();
}

void RunDock::connectParts()
{
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_stack->setCurrentIndex(tab);
        for (QWidget *part : std::initializer_list<QWidget *>{m_step, m_find})
            part->setVisible(tab == LogTab);
    });
    connect(m_step, &QComboBox::activated, this, [this](int at) {
        const auto [job, step] = m_steps.value(at);
        emit stepChosen(job, step);
    });
    connect(m_find, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (!text.isEmpty())
            emit findStarted();
        m_log->find({.text = text});
    });
    connect(m_find, &QLineEdit::returnPressed, m_log, &log_view::LogView::findNext);
    connect(m_follow, &QCheckBox::toggled, this, [this](bool follows) {
        m_log->setFollowing(follows);
        emit followingChanged(follows);
    });
    connect(m_log, &log_view::LogView::currentStepChanged, this, &RunDock::setCurrentStep);
}

QWidget *RunDock::makeHead()
{
    m_head = new QWidget;
    m_tabs->setObjectName(u"runTabs"_s);
    m_tabs->setAccessibleName(tr("Views of the run"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false);
    for (const QString &name : {tr("Log"), tr("Annotations"), tr("Artifacts"), tr("Workflow file")})
        m_tabs->addTab(name);
    m_step->setObjectName(u"logStep"_s);
    m_step->setAccessibleName(tr("Step of the log"));
    m_step->setToolTip(tr("Go to a step's log"));
    m_step->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_step->setMinimumContentsLength(8);
    m_step->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_find->setObjectName(u"findInLog"_s);
    m_find->setPlaceholderText(tr("Find in log"));
    m_find->setAccessibleName(tr("Find in log"));
    m_find->setToolTip(tr("Find in the logs of all jobs; Enter goes on"));
    m_find->setClearButtonEnabled(true);
    m_find->addAction(theme::icon(u"action-search"_s), QLineEdit::LeadingPosition);
    m_follow->setObjectName(u"follow"_s);
    m_follow->setToolTip(tr("Keep to the step that runs"));
    m_follow->setChecked(true);
    auto *row = new QHBoxLayout(m_head);
    row->setContentsMargins(8, 0, 10, 0);
    row->setSpacing(8);
    row->addWidget(m_tabs);
    row->addStretch(1);
    for (QWidget *part : std::initializer_list<QWidget *>{m_step, m_find})
        theme::setCompact(*part);
    for (QWidget *part : std::initializer_list<QWidget *>{m_step, m_find, m_follow})
        row->addWidget(part, 0, Qt::AlignVCenter);
    return m_head;
}

void RunDock::setSteps(const QList<std::pair<QString, QString>> &steps)
{
    QList<std::pair<QString, QString>> offered{{QString(), QString()}};
    for (const auto &step : steps) {
        if (offered.last().first != step.first)
            offered += {step.first, QString()};
        if (!step.second.isEmpty())
            offered += step;
    }
    if (m_steps == offered)
        return;
    const auto current = m_steps.value(m_step->currentIndex());
    m_steps = offered;
    const QSignalBlocker quiet(m_step);
    m_step->clear();
    for (const auto &step : std::as_const(m_steps))
        m_step->addItem(titleOf(step));
    setCurrentStep(current.first, current.second);
}

void RunDock::setCurrentStep(const QString &job, const QString &step)
{
    const QSignalBlocker quiet(m_step);
    qsizetype at = m_steps.indexOf(std::pair(job, step));
    if (at < 0)
        at = m_steps.indexOf(std::pair(job, QString()));
    m_step->setCurrentIndex(static_cast<int>(std::max<qsizetype>(0, at)));
}

void RunDock::showLog()
{
    showInLogPlace(m_log);
}

void RunDock::showSteps(const QString &why, const runs::JobFact &job, const QDateTime &now)
{
    m_live->setJob(why, job, now, isFollowing());
    showInLogPlace(m_live);
}

void RunDock::showInLogPlace(QWidget *part)
{
    if (m_logs->currentWidget() == part)
        return;
    const QWidget *focused = window()->focusWidget();
    const bool hadKeyboard = focused && m_logs->isAncestorOf(focused);
    m_logs->setCurrentWidget(part);
    if (hadKeyboard)
        part->setFocus(Qt::OtherFocusReason);
}

QWidget *RunDock::logPart() const
{
    return m_logs->currentWidget();
}

void RunDock::setCount(Tab tab, qsizetype count)
{
    const QString name = tab == AnnotationTab ? tr("Annotations") : tr("Artifacts");
    m_tabs->setTabText(tab, count > 0 ? tr("%1 (%2)").arg(name, QString::number(count)) : name);
}

void RunDock::setFile(const QByteArray &text, const QString &failure)
{
    const QString shown = text.isEmpty() ? failure : QString::fromUtf8(text);
    if (m_file->toPlainText() != shown)
        m_file->setPlainText(shown);
}

RunDock::Tab RunDock::tab() const
{
    return static_cast<Tab>(m_tabs->currentIndex());
}

void RunDock::setTab(Tab tab)
{
    m_tabs->setCurrentIndex(tab);
}

bool RunDock::isFollowing() const
{
    return m_follow->isChecked();
}

void RunDock::setFollowing(bool follows)
{
    m_follow->setChecked(follows);
}

void RunDock::paintEvent(QPaintEvent *)
{
    const auto &tokens = theme::tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.base);
    painter.fillRect(m_head->geometry(), tokens.header);
    theme::paintHairline(painter, m_head->geometry(), Qt::TopEdge, tokens.line2);
    theme::paintHairline(painter, m_head->geometry(), Qt::BottomEdge, tokens.line1);
}

void RunDock::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        adoptFont();
}

void RunDock::adoptFont()
{
    m_head->setFixedHeight(qRound(designHeadHeight * theme::textScale(font())));
    m_file->setFont(theme::font(theme::FontRole::Mono, font()));
    const qreal scale = theme::textScale(font());
    m_step->setMaximumWidth(qRound(designStepWidth * scale));
    m_find->setFixedWidth(qRound(designFindWidth * scale));
}

} // namespace slipway::run_pages
