#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QSortFilterProxyModel;
class QToolButton;

namespace slipway::pipelines_page {

class WorkflowEntries;

/// The workflows at the left: choose one, find one, begin a new one; and where they come from at the bottom.
class WorkflowList final : public QWidget
{
    Q_OBJECT

public:
    /// `entries` outlives the list.
    explicit WorkflowList(WorkflowEntries *entries, QWidget *parent = nullptr);

    QString currentPath() const;
    /// Marks it without saying so.
    void setCurrentPath(const QString &path);
    /// Below the list, under a caption.
    void setMiddle(const QString &caption, QWidget *widget);
    void setMiddleShown(bool shown);
    /// "loop-health/platform" and "Editing from main c41d9e2".
    void setFoot(const QString &repository, const QString &state);
    QListView *view() const { return m_view; }

Q_SIGNALS:
    void chosen(const QString &path);
    void newRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeFoot();
    void adoptFont();

    WorkflowEntries *m_entries;
    QSortFilterProxyModel *m_filtered;
    QListView *m_view;
    QLabel *m_title;
    QLineEdit *m_find;
    QToolButton *m_filter;
    QLabel *m_repository;
    QLabel *m_state;
    QLabel *m_caption;
    QWidget *m_middle = nullptr;
    QWidget *m_foot = nullptr;
};

} // namespace slipway::pipelines_page
