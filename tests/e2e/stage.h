#pragma once

#include "base/clock.h"
#include "composition/endpoints.h"
#include "composition/program.h"
#include "e2e_stage/window_reader.h"
#include "sandbox/sandbox.h"

#include <QTemporaryDir>

#include <memory>

/// What the tests of the whole program share.
namespace slipway::e2e {

/// The program with folders of its own, and the sandbox in the same process. The window goes by one clock and the story
/// by another, and both stand still until the test moves them.
class Stage
{
public:
    Stage();
    ~Stage();
    Q_DISABLE_COPY_MOVE(Stage)

    /// Where the program keeps what is its own; to be changed before `start`.
    composition::Program::Folders &folders() { return m_folders; }
    QString path(const QString &name) const { return m_folder.filePath(name); }
    /// Where the providers are and what opens them; to be changed before `start`.
    composition::SandboxInfo &info() { return m_info; }

    /// Makes the program, in place of the one before, and shows its empty window.
    void makeProgram();
    /// Makes the program, opens the demo in it and waits until each source was asked once. False when that takes too
    /// long.
    bool start();
    /// Another program comes to the front, in place of this one, which goes on behind it and is given back.
    std::unique_ptr<composition::Program> changePlaces(std::unique_ptr<composition::Program> other);
    /// Ends the program, as if the window was closed.
    void end() { m_program.reset(); }

    composition::Program &program() { return *m_program; }
    WindowReader window() const { return WindowReader(m_program->window()); }
    sandbox::Simulation &providers() { return m_sandbox.simulation(); }
    /// What a provider has issued, as in "github".
    sandbox::Tokens sandboxTokens(const QString &group) const { return m_sandbox.tokens(group); }
    std::shared_ptr<base::Clock> clock() const { return m_clock; }

    /// As in {"kind": "error-before", "provider": "fly"}; see sandbox::Fault.
    void addFault(const QJsonObject &fault);
    void clearFaults() { providers().faults().clear(); }

    /// Presses keys in the window.
    void press(const QString &keys);
    void type(const QString &text);
    /// F5, and waits until every source has answered or failed.
    bool refresh();
    /// Waits until nothing is being asked for. The waits before retries pass at once.
    bool isSettled();
    /// Time passes, for the window and for the providers; what is asked for meanwhile gets its answers in time.
    bool pass(std::chrono::milliseconds time);
    /// So much time passes at once: nobody answers meanwhile.
    void advance(std::chrono::milliseconds time);
    /// How many exchanges there were with a provider, as in "GitHub".
    qsizetype exchangesWith(const QString &provider) const;

private:
    void comeToFront();

    QTemporaryDir m_folder;
    std::shared_ptr<base::ManualClock> m_clock;
    std::shared_ptr<base::ManualClock> m_story;
    sandbox::Sandbox m_sandbox;
    QString m_record;
    composition::SandboxInfo m_info;
    composition::Program::Folders m_folders;
    std::unique_ptr<composition::Program> m_program;
};

/// A file for a record of exchanges, which no other test has.
QString recordFile();
/// Gives `file` to the next file dialog and accepts it, as soon as it is there.
void answerFileDialog(const QString &file);

} // namespace slipway::e2e
