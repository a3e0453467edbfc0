#include "pipelines_page/editor_dock.h"

#include "pipelines_page/count_pill.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace slipway::pipelines_page {

namespace {

constexpr qreal designHeadHeight = 32;

} // namespace

EditorDock::EditorDock(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabBar)
    , m_stack(new QStackedWidget)
    , m_path(new QLabel)
    , m_position(new QLabel)
    , m_format(new QLabel)
    , m_fold(new QToolButton)
    , m_head(new QWidget)
{
    m_tabs->setObjectName(u"dockTabs"_s);
    m_tabs->setAccessibleName(tr("Views of the file"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false);
    fillHead();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_stack, 1);
    setFolded(false);
    adoptFont();
    connect(m_fold, &QToolButton::clicked, this, [this] { setFolded(!m_isFolded); });
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_stack->setCurrentIndex(tab);
        Q_EMIT currentChanged(tab);
    });
    connect(m_tabs, &QTabBar::tabBarClicked, this, [this] { setFolded(false); });
}

void EditorDock::fillHead()
{
    m_fold->setAutoRaise(true);
    auto *row = new QHBoxLayout(m_head);
    row->setContentsMargins(8, 0, 8, 0);
    row->setSpacing(12);
    row->addWidget(m_tabs);
    row->addStretch(1);
    for (QLabel *label : {m_path, m_position, m_format}) {
        widgets::showAsWritten(*label);
        row->addWidget(label);
    }
    m_path->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_path->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->setStretchFactor(m_path, 4);
    row->addWidget(m_fold);
}

int EditorDock::addTab(const QString &name, QWidget *content)
{
    m_names.append(name);
    m_stack->addWidget(content);
    const int tab = m_tabs->addTab(name);
    m_counts.append(new CountPill);
    m_tabs->setTabButton(tab, QTabBar::RightSide, m_counts.last());
    return tab;
}

void EditorDock::setCount(int tab, int count, base::Status tone)
{
    m_counts.at(tab)->setCount(count, tone);
    // A new text makes the bar measure its tabs anew, and their pills with them.
    m_tabs->setTabText(tab, m_names.at(tab));
    m_tabs->setAccessibleTabName(
        tab, count > 0 ? u"%1, %2"_s.arg(m_names.at(tab), QString::number(count)) : m_names.at(tab));
}

void EditorDock::setCurrent(int tab)
{
    setFolded(false);
    m_tabs->setCurrentIndex(tab);
}

int EditorDock::current() const
{
    return m_tabs->currentIndex();
}

void EditorDock::setPlace(const QString &path, const QString &position, const QString &format)
{
    m_fullPath = path;
    showPath();
    m_path->setToolTip(widgets::plainTip(path));
    m_position->setText(position);
    m_format->setText(format);
}

void EditorDock::showPath()
{
    // The end of a path says which file it is.
    m_path->setText(m_path->fontMetrics().elidedText(m_fullPath, Qt::ElideLeft, m_path->width()));
}

void EditorDock::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_head->layout()->activate();
    showPath();
}

void EditorDock::setFolded(bool folded)
{
    m_isFolded = folded;
    m_stack->setVisible(!folded);
    setMaximumHeight(folded ? headHeight() : QWIDGETSIZE_MAX);
    const QString name = folded ? tr("Show the panel") : tr("Hide the panel");
    m_fold->setIcon(theme::icon(folded ? u"chevron-right"_s : u"chevron-down"_s));
    m_fold->setAccessibleName(name);
    m_fold->setToolTip(name);
    Q_EMIT foldedChanged(folded);
}

int EditorDock::headHeight() const
{
    return qRound(designHeadHeight * theme::textScale(font()));
}

void EditorDock::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto &tokens = theme::tokens(palette());
    painter.fillRect(rect(), tokens.base);
    const QRectF head = m_head->geometry();
    painter.fillRect(head, tokens.header);
    theme::paintHairline(painter, head, Qt::TopEdge, tokens.line2);
    theme::paintHairline(painter, head, Qt::BottomEdge, tokens.line1);
}

void EditorDock::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        adoptFont();
}

void EditorDock::adoptFont()
{
    m_head->setFixedHeight(headHeight());
    m_path->setFont(theme::font(theme::FontRole::Mono, font()));
    m_position->setFont(theme::tabular(theme::font(theme::FontRole::Small, font())));
    m_format->setFont(theme::font(theme::FontRole::Small, font()));
}

} // namespace slipway::pipelines_page
