#include "shell/workspace_picker.h"

#include "shell/actions.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "widgets/avatar.h"
#include "widgets/badge.h"
#include "widgets/plain_words.h"

#include <QFontMetrics>
#include <QMenu>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::shell {

namespace {

constexpr int tile = 24;
constexpr int tileEnd = tile + 9;
/// A longer name is cut, and whole in the tool tip.
constexpr int widestName = 220;

QFont nameFont(const QFont &base)
{
    return theme::font(theme::FontRole::Section, base);
}

} // namespace

WorkspacePicker::WorkspacePicker(const Actions &actions, QWidget *parent)
    : QAbstractButton(parent)
    , m_actions(actions)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Workspace"));
    setToolTip(tr("Switch workspace (Ctrl+Shift+W)"));
    connect(this, &QAbstractButton::clicked, this, &WorkspacePicker::openMenu);
}

void WorkspacePicker::setWorkspace(const WorkspaceInfo &workspace)
{
    m_workspace = workspace;
    setAccessibleName(workspace.isDemo ? tr("Workspace %1, demo").arg(workspace.name)
                                       : tr("Workspace %1").arg(workspace.name));
    setToolTip(widgets::plainTip(tr("%1\nSwitch workspace (Ctrl+Shift+W)").arg(workspace.name)));
    updateGeometry();
    update();
}

void WorkspacePicker::openMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("Workspaces"));
    for (const WorkspaceInfo &workspace : std::as_const(m_recent)) {
        QAction *entry = menu->addAction(widgets::plainTitle(workspace.name));
        entry->setCheckable(true);
        entry->setChecked(workspace.key == m_workspace.key);
        connect(entry, &QAction::triggered, this, [this, key = workspace.key] { emit workspaceChosen(key); });
    }
    if (!m_recent.isEmpty())
        menu->addSeparator();
    menu->addAction(&m_actions["workspace.open"]);
    menu->addAction(&m_actions["workspace.demo"]);
    menu->popup(mapToGlobal(QPoint(0, height() + 2)));
}

QSize WorkspacePicker::sizeHint() const
{
    const int name = QFontMetrics(nameFont(font())).horizontalAdvance(m_workspace.name);
    int width = 4 + tileEnd + std::min(name, qRound(widestName * theme::textScale(font()))) + 8;
    width += m_workspace.isDemo ? widgets::tagSize(tr("Demo"), font()).width() + 8 : 0;
    return {width + 40, 36};
}

void WorkspacePicker::paintEvent(QPaintEvent *)
{
    const theme::Tokens &colours = theme::tokens(palette());
    QPainter painter(this);
    if (underMouse())
        theme::paintBox(painter, rect(), theme::controlRadius, colours.hover, {});
    widgets::paintInitialsTile(painter, QRectF(4, (height() - tile) / 2.0, tile, tile), m_workspace.name, font());
    const int tag = m_workspace.isDemo ? widgets::tagSize(tr("Demo"), font()).width() + 8 : 0;
    const QRectF room(4 + tileEnd, 0, width() - 4.0 - tileEnd - tag - 24, height());
    const qreal used = theme::paintText(painter, room, m_workspace.name, nameFont(font()), colours.text);
    if (m_workspace.isDemo)
        widgets::paintTag(painter, QRectF(room.left() + used + 8, 0, tag, height()), tr("Demo"), font(), palette());
    theme::paintIcon(painter, QRectF(width() - 22, 0, 16, height()), u"chevron-up-down"_s, colours.text2);
}

} // namespace slipway::shell
