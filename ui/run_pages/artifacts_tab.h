#pragma once

#include "base/clock.h"
#include "runs/run_artifacts.h"

#include <QWidget>

class QPushButton;
class QStackedWidget;
class QTableWidget;

namespace slipway::widgets {
class Message;
}

namespace slipway::run_pages {

/// The artifacts of a run: name, size, age; download with progress, open the unpacked folder.
class ArtifactsTab final : public QWidget
{
    Q_OBJECT

public:
    /// `artifacts` outlives the tab.
    ArtifactsTab(runs::RunArtifacts *artifacts, std::shared_ptr<base::Clock> clock, QWidget *parent = nullptr);

    /// Where downloads go; the person's download folder unless set.
    void setTarget(const QString &folder) { m_target = folder; }

Q_SIGNALS:
    void openRequested(const QUrl &folder);

private:
    void sync();
    void fillRow(int row);
    void act(int row);
    QString stateWords(const runs::ArtifactRow &row) const;

    runs::RunArtifacts *m_artifacts;
    std::shared_ptr<base::Clock> m_clock;
    QString m_target;
    QStackedWidget *m_stack = nullptr;
    QTableWidget *m_table = nullptr;
    widgets::Message *m_message = nullptr;
    QPushButton *m_action = nullptr;
};

} // namespace slipway::run_pages
