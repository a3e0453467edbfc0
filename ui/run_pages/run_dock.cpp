#include "run_pages/run_dock.h"

#include "run_pages/annotations_tab.h"
#include "run_pages/artifacts_tab.h"
#include "theme/fonts.h"
#include "theme/paint.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"

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

using namespace Qt::StringLiterals;

namespace slipway::run_pages {

namespace {

constexpr qreal designHeadHeight = 34;

} // namespace

RunDock::RunDock(ArtifactsTab *artifacts, QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabBar)
    , m_stack(new QStackedWidget)
    , m_step(new QComboBox)
    , m_find(new QLineEdit)
    , m_follow(new QCheckBox(tr("Follow")))
    , m_log(new log_view::LogView)
    , m_annotations(new AnnotationsTab)
    , m_file(new QPlainTextEdit)
{
    m_file->setReadOnly(true);
    m_file->setFrameShape(QFrame::NoFrame);
    m_file->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_file->setAccessibleName(tr("Workflow file"));
    m_log->setAccessibleName(tr("Log"));
    for (QWidget *page : std::initializer_list<QWidget *>{m_log, m_annotations, artifacts, m_file})
        m_stack->addWidget(page);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_stack, 1);
    adoptFont();
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_stack->setCurrentIndex(tab);
        for (QWidget *part : std::initializer_list<QWidget *>{m_step, m_find})
            part->setVisible(tab == LogTab);
    });
    connect(m_step, &QComboBox::activated, this, [this](int at) {
        if (at < m_steps.size())
            emit stepChosen(m_steps.at(at).first, m_steps.at(at).second);
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
    m_step->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_step->setMinimumContentsLength(12);
    m_find->setObjectName(u"findInLog"_s);
    m_find->setPlaceholderText(tr("Find in log"));
    m_find->setAccessibleName(tr("Find in log"));
    m_find->setClearButtonEnabled(true);
    m_follow->setObjectName(u"follow"_s);
    m_follow->setToolTip(tr("Keep to the step that runs"));
    m_follow->setChecked(true);
    auto *row = new QHBoxLayout(m_head);
    row->setContentsMargins(8, 0, 10, 0);
    row->setSpacing(8);
    row->addWidget(m_tabs);
    row->addStretch(1);
    row->addWidget(m_step, 2);
    row->addWidget(m_find, 1);
    row->addWidget(m_follow);
    return m_head;
}

void RunDock::setSteps(const QList<std::pair<QString, QString>> &steps)
{
    if (m_steps == steps)
        return;
    m_steps = steps;
    const QSignalBlocker quiet(m_step);
    const QString current = m_step->currentText();
    m_step->clear();
    for (const auto &[job, step] : steps)
        m_step->addItem(step.isEmpty() ? job : tr("%1 › %2").arg(job, step));
    m_step->setCurrentIndex(m_step->findText(current));
}

void RunDock::setCurrentStep(const QString &job, const QString &step)
{
    const QSignalBlocker quiet(m_step);
    m_step->setCurrentIndex(static_cast<int>(m_steps.indexOf(std::pair(job, step))));
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
}

} // namespace slipway::run_pages
