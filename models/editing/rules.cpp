#include "editing/rules.h"

namespace slipway::editing {

diagnostics::Settings settingsOf(const workspace::DiagnosticRules &rules)
{
    using diagnostics::Severity;
    using workspace::RuleLevel;
    diagnostics::Settings settings;
    for (const auto &[rule, level] : rules.levels.asKeyValueRange()) {
        switch (level) {
        case RuleLevel::Off: settings.off.insert(rule); break;
        case RuleLevel::Hint: settings.severity.insert(rule, Severity::Hint); break;
        case RuleLevel::Warning: settings.severity.insert(rule, Severity::Warning); break;
        case RuleLevel::Error: settings.severity.insert(rule, Severity::Error); break;
        }
    }
    return settings;
}

} // namespace slipway::editing
