#pragma once

#include "approvals/review.h"

#include <QWidget>

class QLabel;

namespace slipway::widgets {
class ElidedLabel;
class Message;
class SegmentedControl;
} // namespace slipway::widgets

namespace slipway::approvals_page {

class FileList;
class PatchView;

/// The change that would be deployed: files and, of the chosen one, its lines. N and P go through the files, Space
/// ticks one as viewed.
class ChangesPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ChangesPane(QWidget *parent = nullptr);

    void setReview(const approvals::Review &review);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *makeHead();
    void showFile(int at);
    void showViewed();

    widgets::ElidedLabel *m_summary = nullptr;
    QLabel *m_viewed = nullptr;
    widgets::SegmentedControl *m_layout = nullptr;
    widgets::Message *m_nothing = nullptr;
    FileList *m_files = nullptr;
    PatchView *m_patch = nullptr;
};

} // namespace slipway::approvals_page
