#pragma once

#include "editing/open_file.h"
#include "workflow/action_metadata.h"

#include <QWidget>

#include <functional>
#include <memory>

namespace slipway::inspector {

/// What the forms ask of the world; each may answer at once or later, and never in another thread. Absent: unknown.
struct Sources {
    /// The metadata of `uses` ("actions/setup-node@v4"), from the cache or GitHub; `answer` gets null when it cannot be
    /// had, with the reason.
    using Answer = std::function<void(std::shared_ptr<const workflow::ActionMetadata> action, const QString &reason)>;
    std::function<void(const QString &uses, QObject *asker, Answer answer)> action;
    /// Names of branches, for filters of triggers.
    std::function<QStringList()> branches;
    /// What is known of a secret: "In repository secrets, rotates in 41 days"; empty when it does not exist there.
    std::function<QString(const QString &name)> secretWords;
    /// Reviewers and waits of an environment: "1 reviewer, waits 5 min"; empty when unknown.
    std::function<QString(const QString &environment)> environmentWords;
    /// The newest runs of this step or job: durations in ms, oldest first, and a line of words.
    struct Past {
        QList<qint64> took;
        QString words;
    };
    std::function<Past(const editing::Place &place)> past;
    /// What pauses while typing and the next times of a schedule are told by; the machine's when absent.
    std::shared_ptr<base::Clock> clock;
};

/// Forms for what is selected in a file: triggers, jobs, steps, gates, and the file itself. Each change is one edit of
/// the document; typing into one field is one undo step.
class Inspector final : public QWidget
{
    Q_OBJECT

public:
    explicit Inspector(QWidget *parent = nullptr);
    ~Inspector() override;

    /// Null shows the empty state. The file outlives the pane, or is set to null before.
    void setFile(editing::OpenFile *file);
    void setSources(Sources sources);
    /// Names or what is known of environments and secrets have changed.
    void refresh();
    /// Puts the keyboard into the first field (Enter on the canvas).
    void focusFirst();

Q_SIGNALS:
    /// An edit was refused; in words for a toast.
    void refused(const QString &words);
    /// "Show in source" of a field or finding.
    void sourceRequested(slipway::yaml::Range range);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace slipway::inspector
