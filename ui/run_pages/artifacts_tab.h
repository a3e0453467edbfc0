#pragma once

#include "base/clock.h"
#include "runs/run_artifacts.h"

#include <QWidget>

#include <functional>

class QProgressBar;
class QPushButton;
class QSettings;
class QStackedWidget;
class QTableWidget;

namespace slipway::widgets {
class ElidedLabel;
class Message;
} // namespace slipway::widgets

namespace slipway::run_pages {

/// The artifacts of a run: name, size, age; download with progress, open the unpacked folder.
class ArtifactsTab final : public QWidget
{
    Q_OBJECT

public:
    /// `artifacts` outlives the tab.
    ArtifactsTab(runs::RunArtifacts *artifacts, std::shared_ptr<base::Clock> clock, QWidget *parent = nullptr);

    /// Where downloads go; the person's download folder unless another one was chosen, which `settings` keep.
    void setSettings(std::shared_ptr<QSettings> settings);
    const QString &target() const { return m_target; }
    /// How a folder is asked for, from `now`; empty: none. A file dialog unless set.
    void setChooser(std::function<QString(const QString &now)> chooser) { m_chooser = std::move(chooser); }

Q_SIGNALS:
    void openRequested(const QUrl &folder);

private:
    void sync();
    void fillRow(int row);
    QWidget *makeFoot();
    void setTarget(const QString &folder);
    void chooseTarget();
    void act(int row);
    QString stateWords(const runs::ArtifactRow &row) const;

    runs::RunArtifacts *m_artifacts;
    std::shared_ptr<base::Clock> m_clock;
    std::shared_ptr<QSettings> m_settings;
    std::function<QString(const QString &)> m_chooser;
    QString m_target;
    QStackedWidget *m_stack = nullptr;
    QTableWidget *m_table = nullptr;
    widgets::Message *m_message = nullptr;
    QPushButton *m_action = nullptr;
    QPushButton *m_choose = nullptr;
    QProgressBar *m_progress = nullptr;
    widgets::ElidedLabel *m_folder = nullptr;
};

} // namespace slipway::run_pages
