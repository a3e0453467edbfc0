#pragma once

#include "base/clock.h"
#include "diagnostics/checker.h"

#include <QFutureWatcher>
#include <QObject>

#include <memory>
#include <stop_token>
#include <vector>

namespace slipway::editing {

/// Keeps the findings of a text that changes. Rules run on a worker as soon as the text has changed (for long texts,
/// when typing pauses); shellcheck follows when it has paused for longer, and until then what it said moves along with
/// the text. What comes late for its text is dropped. GUI thread.
class Checking final : public QObject
{
    Q_OBJECT

public:
    Checking(std::shared_ptr<base::Clock> clock, diagnostics::Settings settings);
    ~Checking() override;

    void setFacts(const diagnostics::Facts &facts);
    /// The text to check; `patches` lead to it from the one before.
    void setDocument(const workflow::Document &document, const yaml::Patches &patches);

    const std::vector<diagnostics::Finding> &findings() const { return m_findings; }
    /// -1 before the first answer.
    int revision() const { return m_revision; }

Q_SIGNALS:
    void checked();

private:
    void start();
    void startShellcheck();
    void take();
    void takeScripts();
    void publish();

    std::shared_ptr<base::Clock> m_clock;
    diagnostics::Settings m_settings;
    diagnostics::Facts m_facts;
    workflow::Document m_document;
    std::unique_ptr<base::Alarm> m_alarm;
    std::unique_ptr<base::Alarm> m_scriptAlarm;
    std::stop_source m_scriptStop;
    /// What runs, and of which text. Answers come through the event loop, never at once.
    QFutureWatcher<std::vector<diagnostics::Finding>> m_run;
    QFutureWatcher<std::vector<diagnostics::Finding>> m_scriptRun;
    workflow::Document m_checkedDocument;
    workflow::Document m_scriptDocument;
    bool m_isRunning = false;
    bool m_isOutdated = false;
    std::vector<diagnostics::Finding> m_ofRules;
    std::vector<diagnostics::Finding> m_ofScripts;
    std::vector<diagnostics::Finding> m_findings;
    int m_revision = -1;
};

} // namespace slipway::editing
