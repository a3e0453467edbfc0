#include "editing/checking.h"

#include "diagnostics/shellcheck.h"
#include "editing/anchors.h"

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
{
    connect(&m_run, &QFutureWatcherBase::finished, this, &Checking::take);
    connect(&m_scriptRun, &QFutureWatcherBase::finished, this, &Checking::takeScripts);
}

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
    m_alarm.reset();
    if (document.source().size() <= shortText)
        start();
    else
        m_alarm = m_clock->alarm(pauseOfLongText, [this] { start(); });
    m_scriptAlarm = m_clock->alarm(pauseBeforeScripts, [this] { startShellcheck(); });
}

void Checking::start()
{
    m_isOutdated = m_isRunning;
    if (m_isRunning)
        return;
    m_isRunning = true;
    m_checkedDocument = m_document;
    const auto check = [document = m_document, facts = m_facts, settings = m_settings] {
        return diagnostics::check({document, facts}, settings);
    };
    m_run.setFuture(QtConcurrent::run(check));
}

void Checking::take()
{
    m_isRunning = false;
    if (m_checkedDocument.isSame(m_document)) {
        m_ofRules = m_run.result();
        m_revision = m_document.revision();
        publish();
    }
    if (m_isOutdated)
        start();
}

void Checking::startShellcheck()
{
    m_scriptStop = {};
    m_scriptDocument = m_document;
    const auto check = [document = m_document, settings = m_settings, stop = m_scriptStop.get_token()] {
        return diagnostics::runShellcheck(document, settings, {}, stop);
    };
    m_scriptRun.setFuture(QtConcurrent::run(check));
}

void Checking::takeScripts()
{
    if (!m_scriptDocument.isSame(m_document))
        return;
    m_ofScripts = m_scriptRun.result();
    if (m_revision == m_document.revision())
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
