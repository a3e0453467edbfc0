#include "shell/shortcuts_list.h"

#include "shell/actions.h"
#include "theme/icons.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace slipway::shell {

ShortcutsList::ShortcutsList(QWidget *parent)
    : QWidget(parent)
    , m_tree(new QTreeWidget(this))
{
    auto *find = new QLineEdit(this);
    find->setPlaceholderText(tr("Find an action"));
    find->setAccessibleName(tr("Find an action"));
    find->setClearButtonEnabled(true);
    m_tree->setAccessibleName(tr("Actions and their keys"));
    m_tree->setColumnCount(2);
    m_tree->setHeaderLabels({tr("Action"), tr("Keys")});
    m_tree->setRootIsDecorated(false);
    m_tree->setUniformRowHeights(true);
    fill();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(find);
    column->addWidget(m_tree, 1);
    connect(find, &QLineEdit::textChanged, this, &ShortcutsList::filter);
}

void ShortcutsList::fill()
{
    QHash<Menu, QTreeWidgetItem *> groups;
    for (const ActionInfo &info : actionTable()) {
        QTreeWidgetItem *&group = groups[info.menu];
        if (!group) {
            group = new QTreeWidgetItem(m_tree, {menuTitle(info.menu).remove(u'&')});
            group->setFlags(Qt::ItemIsEnabled);
            group->setExpanded(true);
        }
        const QKeySequence keys(QString::fromLatin1(info.keys));
        auto *item = new QTreeWidgetItem(
            group, {QCoreApplication::translate("shell::actions", info.text), keys.toString(QKeySequence::NativeText)});
        item->setIcon(0, theme::icon(QString::fromLatin1(info.icon)));
        item->setToolTip(0, QCoreApplication::translate("shell::actions", info.does));
    }
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_tree->header()->setStretchLastSection(false);
}

void ShortcutsList::filter(const QString &words)
{
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem *group = m_tree->topLevelItem(i);
        bool isEmpty = true;
        for (int j = 0; j < group->childCount(); ++j) {
            QTreeWidgetItem *item = group->child(j);
            const bool fits = item->text(0).contains(words, Qt::CaseInsensitive)
                || item->text(1).contains(words, Qt::CaseInsensitive);
            item->setHidden(!fits);
            isEmpty = isEmpty && !fits;
        }
        group->setHidden(isEmpty);
    }
}

} // namespace slipway::shell
