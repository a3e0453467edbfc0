#pragma once

#include "shell/page.h"

#include <QHash>
#include <QStackedWidget>

namespace slipway::shell {

/// The pages; each is made when it is first shown.
class PageStack final : public QStackedWidget
{
    Q_OBJECT

public:
    explicit PageStack(QWidget *parent = nullptr);

    /// Drops the pages there were.
    void setPages(QList<PageInfo> pages);
    const QList<PageInfo> &pages() const { return m_pages; }
    /// What it was given of a page; null for one it does not have.
    const PageInfo *info(const QString &id) const;
    bool hasPage(const QString &id) const;
    /// Ignores a page that there is not.
    void showPage(const QString &id);
    QString currentId() const { return m_current; }
    /// Null until it was shown once.
    QWidget *page(const QString &id) const { return m_made.value(id); }
    /// The parts of the current page that F6 goes through.
    QList<QWidget *> regions() const;

Q_SIGNALS:
    void pageMade(const QString &id, QWidget *page);
    void pageShown(const QString &id);

private:
    QList<PageInfo> m_pages;
    QHash<QString, QWidget *> m_made;
    QString m_current;
};

} // namespace slipway::shell
