#pragma once

#include "editing/open_file.h"

#include <QPointer>
#include <QWidget>

class QListView;

namespace slipway::widgets {
class Message;
}

namespace slipway::pipelines_page {

class FindingModel;

/// What the rules have to say of the file: Enter goes there, the row's link mends it.
class ProblemsTab final : public QWidget
{
    Q_OBJECT

public:
    explicit ProblemsTab(QWidget *parent = nullptr);

    /// Null shows nothing. The file outlives the tab, or is set to null before.
    void setFile(editing::OpenFile *file);
    int count() const;

Q_SIGNALS:
    void countChanged(int count);
    void goToRequested(slipway::yaml::Range range);
    /// A fix could not be made; for a toast.
    void refused(const QString &words);

private:
    void take();
    void goTo(const QModelIndex &index);
    void fix(const QModelIndex &index);
    void openMenu(const QPoint &at);

    QPointer<editing::OpenFile> m_file;
    FindingModel *m_model;
    QListView *m_view;
    widgets::Message *m_empty;
};

} // namespace slipway::pipelines_page
