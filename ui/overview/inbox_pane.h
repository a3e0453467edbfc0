#pragma once

#include "base/clock.h"
#include "overview/models.h"
#include "overview_page/ink.h"

#include <QHash>
#include <QSet>
#include <QWidget>

#include <memory>

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace slipway::widgets {
class EmptyState;
}

namespace slipway::overview_page {

class InboxEntry;

/// "Needs you": what waits for a person, the most pressing first. Entries keep their place and the keyboard's focus
/// over refreshes.
class InboxPane final : public QWidget
{
    Q_OBJECT

public:
    InboxPane(overview::InboxModel *model, std::shared_ptr<base::Clock> clock, QWidget *parent = nullptr);

    /// A drawer lies over the page, and Escape closes it.
    void setIsDrawer(bool isDrawer);
    bool isDrawer() const { return m_isDrawer; }

    /// Gives the keyboard to the most pressing entry.
    void focusFirst();
    /// Ages moved on.
    void refreshAges();

    int wantedWidth() const;

Q_SIGNALS:
    void openRequested(const QUrl &page);
    void closeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void sync();
    void place(int row);
    void announceNew(const QSet<QString> &before);
    /// The keyboard goes through the entries from top to bottom.
    void orderFocus(int shown);
    InboxEntry *entryFor(const QString &id);
    void removeGone();

    overview::InboxModel *m_model;
    std::shared_ptr<base::Clock> m_clock;
    Fonts m_fonts;
    QScrollArea *m_scroll;
    QVBoxLayout *m_column;
    QLabel *m_rest;
    widgets::EmptyState *m_empty;
    QHash<QString, InboxEntry *> m_entries;
    bool m_isDrawer = false;
};

} // namespace slipway::overview_page
