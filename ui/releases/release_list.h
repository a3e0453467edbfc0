#pragma once

#include "base/clock.h"
#include "releases/release_list_model.h"
#include "releases_page/release_delegate.h"

#include <QWidget>

class QKeyEvent;
class QLabel;
class QLineEdit;
class QTreeView;

namespace slipway::releases_page {

/// The same releases as the timeline's, as a table, newest first. Typing finds, Enter opens, Menu offers acts.
class ReleaseList final : public QWidget
{
    Q_OBJECT

public:
    ReleaseList(std::shared_ptr<base::Clock> clock, ReleaseDelegate::PersonName personName, QWidget *parent = nullptr);

    void setHistory(std::shared_ptr<const releases::History> history);
    /// What the page narrows; the text that is looked for is the list's own.
    void setFilter(const releases::ListFilter &filter);
    void select(const QString &releaseId);
    QString selected() const;
    void find();
    QWidget *table() const;
    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

Q_SIGNALS:
    void selectionChanged(const QString &releaseId);
    /// Enter or double click.
    void openRequested(const QString &releaseId);
    void menuRequested(const QString &releaseId, const QPoint &globalPosition);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void makeTable();
    void connectTable();
    void applyFilter();
    void showCount();
    void fitColumns();
    bool takeKey(QKeyEvent *event);
    void offerMenu(const QPoint &spot);

    releases::ReleaseListModel *m_model;
    releases::ListFilter m_filter;
    QLineEdit *m_find = nullptr;
    QLabel *m_count = nullptr;
    QTreeView *m_table = nullptr;
    QString m_selected;
    std::shared_ptr<base::Clock> m_clock;
    ReleaseDelegate::PersonName m_personName;
    bool m_areColumnsKept = false;
};

} // namespace slipway::releases_page
