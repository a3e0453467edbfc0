#pragma once

#include "shell/page.h"
#include "widgets/badge.h"

#include <QWidget>

class QButtonGroup;
class QVBoxLayout;

namespace slipway::shell {

class RailButton;

/// The pages at the window's left, 72 wide, or 48 with icons alone. Accounts and settings stand at its bottom.
class NavRail final : public QWidget
{
    Q_OBJECT

public:
    explicit NavRail(QWidget *parent = nullptr);

    void setPages(const QList<PageInfo> &pages);
    /// Ignores a page that there is not.
    void setCurrentPage(const QString &id);
    void setBadge(const QString &pageId, int count, widgets::BadgeTone tone);
    void setNarrow(bool narrow);
    /// Where the keyboard goes when it comes to the rail.
    QWidget *focusTarget() const;

Q_SIGNALS:
    void pageChosen(const QString &id);
    void accountsRequested();
    void settingsRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    RailButton *addButton(const QString &id, const QString &title, const QString &icon);

    QVBoxLayout *m_pages = nullptr;
    QButtonGroup *m_group = nullptr;
    QList<RailButton *> m_buttons;
    QList<RailButton *> m_bottom;
    bool m_narrow = false;
};

} // namespace slipway::shell
