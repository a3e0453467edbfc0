#pragma once

#include "inspector/fields/writing.h"
#include "inspector/inspector.h"
#include "workflow/evaluation.h"

#include <QObject>
#include <QPointer>

#include <functional>

namespace slipway::inspector {

class Typing;

/// What all fields of the pane share: the file, what is known of the world, and how a change is made. GUI thread.
class Desk final : public QObject
{
    Q_OBJECT

public:
    explicit Desk(QObject *parent = nullptr);

    void setFile(editing::OpenFile *file);
    editing::OpenFile *file() const { return m_file; }
    void setSources(Sources sources);
    const Sources &sources() const { return m_sources; }
    base::Clock &clock() const { return *m_clock; }

    /// The document that the forms show: while the text is broken, the last good one.
    const workflow::Document &document() const;
    /// False while the text is broken.
    bool isWritable() const;
    /// As nodeAt(), of `document`.
    yaml::Node at(const yaml::Path &path) const;

    /// One undo step. What is refused is told to the caller and by `refused`.
    base::Done perform(const Operations &operations, const QString &name);
    /// The same for what `who` types: while nothing else happened, it takes the place of the step that `who` made
    /// before, and is composed for the document without that.
    using Compose = std::function<Operations(const yaml::Tree &tree)>;
    base::Done type(const Typing &who, const Compose &compose, const QString &name);
    /// The same without an attempt: the form itself knows why not.
    std::unexpected<base::Error> refuse(const QString &words);
    /// What is typed next is a step of its own.
    void endTyping(const Typing &who);
    /// Performs and then selects `place`, which the change made; the forms see both at once.
    base::Done performAndSelect(const Operations &operations, const QString &name, const editing::Place &place);
    /// Everything that was typed and not yet written goes into the document.
    void commitAll();

    /// What expressions are shown the values for.
    const workflow::Event &event() const { return m_event; }
    void setEvent(const workflow::Event &event);
    /// The branch that others start from: "main" unless the repository has another.
    QString mainBranch() const;

    void add(Typing *typing);

Q_SIGNALS:
    void changed();
    void eventChanged();
    void refused(const QString &words);
    void sourceRequested(slipway::yaml::Range range);

private:
    void follow();

    QPointer<editing::OpenFile> m_file;
    Sources m_sources;
    std::shared_ptr<base::Clock> m_clock;
    workflow::Event m_event;
    QList<QPointer<Typing>> m_typings;
    const Typing *m_typist = nullptr;
    int m_step = -1;
    workflow::Document m_typed;
    int m_quiet = 0;
    bool m_hasChanged = false;
};

} // namespace slipway::inspector
