#pragma once

#include "releases/release.h"

#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QMenu;
class QPushButton;

namespace slipway::widgets {
class Avatar;
class ElidedLabel;
class EnvironmentBadge;
class ShaChip;
class StatusChip;
} // namespace slipway::widgets

namespace slipway::releases_page {

struct Reading;

/// The head of the chosen release: how it stands, what and where it is, whose, and what can be done about it.
class DetailsHead final : public QWidget
{
    Q_OBJECT

public:
    /// Actions in the order in which they are shown as buttons, the last one the primary; `more` are in a menu.
    DetailsHead(const QList<QAction *> &buttons, const QList<QAction *> &more, QWidget *parent = nullptr);

    /// `watch`: "Watch 12 of 15 min", or what goes on, with its status; empty words: none.
    void setRelease(const releases::Release &release, const Reading &reading, base::Status watchTone,
                    const QString &watch);
    /// No release is chosen: only `words`.
    void setWords(const QString &words);

Q_SIGNALS:
    void runRequested(qint64 runId);
    void closeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void makeFacts();
    void makeButtons(const QList<QAction *> &buttons, const QList<QAction *> &more);
    void setEnvironment(const QString &environment);
    void showIcon();
    void arrange();
    void adoptFont();

    releases::Release m_release;
    QHBoxLayout *m_row = nullptr;
    QLabel *m_icon = nullptr;
    widgets::ElidedLabel *m_title = nullptr;
    widgets::EnvironmentBadge *m_badge = nullptr;
    widgets::ShaChip *m_commit = nullptr;
    widgets::ElidedLabel *m_tag = nullptr;
    widgets::Avatar *m_avatar = nullptr;
    widgets::ElidedLabel *m_who = nullptr;
    QPushButton *m_run = nullptr;
    widgets::StatusChip *m_watch = nullptr;
    QList<QWidget *> m_buttons;
};

} // namespace slipway::releases_page
