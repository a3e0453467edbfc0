#pragma once

#include <QWidget>

class QTreeWidget;

namespace slipway::shell {

/// Every action of the table with its keys, by menus, with a field to find one.
class ShortcutsList final : public QWidget
{
    Q_OBJECT

public:
    explicit ShortcutsList(QWidget *parent);

private:
    void fill();
    void filter(const QString &words);

    QTreeWidget *m_tree = nullptr;
};

} // namespace slipway::shell
