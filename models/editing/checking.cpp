#include "editing/checking.h"

#include "diagnostics/shellcheck.h"
#include "editing/anchors.h"

#include <QFuture>
#include <QtConcurrent>

#include <algorithm>

namespace slipway::editing {

namespace {

using base::milliseconds;
using diagnostics::Finding;
using Findings = std::vector<Finding>;

/// Shorter texts are checked faster than the next key comes.
constexpr qsizetype shortText = 64 * 1024;
constexpr milliseconds pauseOfLongText{150};
constexpr milliseconds pauseBeforeScripts{400};

/// A fix is of the text that it was made for.
void moveAlong(Findings &findings, const yaml::Patches &patches)
{
    Findings kept;
    for (Finding &finding : findings) {
        const auto range = moved(finding.range, patches);
        if (!range)
            continue;
        finding.range = *range;
        finding.fix.reset();
        kept.push_back(std::move(finding));
    }
    findings = std::move(kept);
}

} // namespace

Checking::Checking(std::shared_ptr<base::Clock> clock, diagnostics::Settings settings)
    : m_clock(std::move(clock))
    , m_settings(std::move(settings))
{ }

Checking::~Checking()
{
    m_scriptStop.request_stop();
}

void Checking::setFacts(const diagnostics::Facts &facts)
{
    m_facts = facts;
    start();
}

void Checking::setDocument(const workflow::Document &document, const yaml::Patches &patches)
{
    m_document = document;
    moveAlong(m_ofScripts, patches);
    m_scriptStop.request_stop();
    const bool isShort = document.source().size() <= shortText;
    if (isShort && m_clock) {
        m_alarm.reset();
        start();
    } else if (m_clock) {
        m_alarm = m_clock->alarm(pauseOfLongText, [this] { start(); });
    }
    if (m_clock)
        m_scriptAlarm = m_clock->alarm(pauseBeforeScripts, [this] { startShellcheck(); });
}

void Checking::start()
{
    m_isOutdated = m_isRunning;
    if (m_isRunning)
        return;
    m_isRunning = true;
    const auto check = [document = m_document, facts = m_facts, settings = m_settings] {
        return diagnostics::check({document, facts}, settings);
    };
    QtConcurrent::run(check).then(
        this, [this, document = m_document](const Findings &findings) { take(document, findings); });
}

void Checking::take(const workflow::Document &document, Findings findings)
{
    m_isRunning = false;
    if (document.isSame(m_document)) {
        m_ofRules = std::move(findings);
        m_revision = document.revision();
        publish();
    }
    if (m_isOutdated)
        start();
}

void Checking::startShellcheck()
{
    m_scriptStop = {};
    const auto check = [document = m_document, settings = m_settings, stop = m_scriptStop.get_token()] {
        return diagnostics::runShellcheck(document, settings, {}, stop);
    };
    QtConcurrent::run(check).then(
        this, [this, document = m_document](const Findings &findings) { takeScripts(document, findings); });
}

void Checking::takeScripts(const workflow::Document &document, Findings findings)
{
    if (!document.isSame(m_document))
        return;
    m_ofScripts = std::move(findings);
    if (m_revision == document.revision())
        publish();
}

void Checking::publish()
{
    m_findings = m_ofRules;
    m_findings.insert(m_findings.end(), m_ofScripts.begin(), m_ofScripts.end());
    std::ranges::stable_sort(m_findings, {}, [](const Finding &finding) { return finding.range.begin; });
    emit checked();
}

} // namespace slipway::editing
