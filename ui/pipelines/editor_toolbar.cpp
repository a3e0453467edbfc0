#include "pipelines_page/editor_toolbar.h"

#include "pipelines_page/block_palette.h"
#include "pipelines_page/words.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/tokens.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace slipway::pipelines_page {

namespace {

constexpr qreal designHeight = 36;

class Line final : public QWidget
{
public:
    Line() { setFixedWidth(9); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(QRectF(4, (height() - 20) / 2.0, 1, 20), theme::tokens(palette()).line2);
    }
};

} // namespace

EditorToolbar::EditorToolbar(QWidget *parent)
    : QWidget(parent)
    , m_words(new QLabel)
    , m_zoom(new QLabel)
{
    setObjectName(u"editorToolbar"_s);
    setAccessibleName(tr("Graph tools"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 8, 0);
    row->setSpacing(2);
    row->addStretch(1);
    row->addWidget(m_words);
    row->addSpacing(8);
    adoptFont();
}

QToolButton *EditorToolbar::makeButton(const QString &name, const QString &keys)
{
    auto *button = new QToolButton;
    button->setAutoRaise(true);
    button->setFixedSize(28, 28);
    button->setAccessibleName(name);
    button->setToolTip(keys.isEmpty() ? name : u"%1 (%2)"_s.arg(name, keys));
    return button;
}

void EditorToolbar::addAction(QAction *action, const QString &keys)
{
    QToolButton *button = makeButton(action->text().remove(u'…'), keys);
    button->setIcon(action->icon());
    button->setEnabled(action->isEnabled());
    connect(action, &QAction::changed, button, [button, action] { button->setEnabled(action->isEnabled()); });
    connect(button, &QToolButton::clicked, action, &QAction::trigger);
    auto *row = static_cast<QHBoxLayout *>(layout());
    row->insertWidget(row->count() - 3, button);
}

void EditorToolbar::addSeparator()
{
    auto *row = static_cast<QHBoxLayout *>(layout());
    row->insertWidget(row->count() - 3, new Line);
}

void EditorToolbar::addBlocks()
{
    QToolButton *button = makeButton(tr("Add to the graph"), {});
    button->setObjectName(u"addBlock"_s);
    button->setIcon(theme::icon(u"action-add"_s));
    auto *menu = new QMenu(button);
    for (const Block &block : blocks()) {
        QAction *action =
            menu->addAction(theme::icon(QString::fromLatin1(block.icon)), pipelines_page::tr(block.words));
        action->setToolTip(pipelines_page::tr(block.does));
        connect(action, &QAction::triggered, this,
                [this, id = QString::fromLatin1(block.id)] { Q_EMIT addRequested(id); });
    }
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    auto *row = static_cast<QHBoxLayout *>(layout());
    row->insertWidget(row->count() - 3, button);
}

void EditorToolbar::addDrawer(QAction *action)
{
    m_drawer = makeButton(action->text(), {});
    m_drawer->setObjectName(u"formDrawer"_s);
    m_drawer->setIcon(action->icon());
    m_drawer->setCheckable(true);
    m_drawer->hide();
    connect(m_drawer, &QToolButton::toggled, action, &QAction::setChecked);
    connect(action, &QAction::toggled, m_drawer, &QToolButton::setChecked);
    layout()->addWidget(m_drawer);
}

void EditorToolbar::setDrawerShown(bool shown)
{
    m_drawer->setVisible(shown);
}

void EditorToolbar::addZoom(QAction *out, QAction *in, QAction *fit)
{
    auto *row = static_cast<QHBoxLayout *>(layout());
    for (QAction *action : {out, in, fit}) {
        QToolButton *button = makeButton(action->text(), {});
        button->setIcon(action->icon());
        connect(button, &QToolButton::clicked, action, &QAction::trigger);
        row->addWidget(button);
        if (action == out)
            row->addWidget(m_zoom);
    }
}

void EditorToolbar::setZoom(qreal zoom)
{
    m_zoom->setText(QLocale().toString(qRound(zoom * 100)) + u"\u00a0%"_s);
    m_zoom->setAccessibleName(tr("Zoom %1").arg(m_zoom->text()));
}

void EditorToolbar::setWords(const QString &words)
{
    m_words->setText(words);
}

void EditorToolbar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto &tokens = theme::tokens(palette());
    painter.fillRect(rect(), tokens.base);
    theme::paintHairline(painter, rect(), Qt::BottomEdge, tokens.line1);
}

void EditorToolbar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        adoptFont();
}

void EditorToolbar::adoptFont()
{
    setFixedHeight(qRound(designHeight * theme::textScale(font())));
    m_words->setFont(theme::font(theme::FontRole::Small, font()));
    m_zoom->setFont(theme::tabular(theme::font(theme::FontRole::Small, font())));
    m_zoom->setMinimumWidth(m_zoom->fontMetrics().horizontalAdvance(u"100\u00a0%"_s));
    m_zoom->setAlignment(Qt::AlignCenter);
}

} // namespace slipway::pipelines_page
