#include "diagnostics/rules/fixes.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/runner_systems.h"
#include "diagnostics/rules/words.h"

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::RunnerLabel)
};

bool isOurs(std::string_view label, const Facts &facts)
{
    const QString text = QString::fromUtf8(label.data(), qsizetype(label.size()));
    return facts.runnerLabels.contains(text, Qt::CaseInsensitive);
}

/// Not those that nobody should move to, nor the words for one's own machines.
QStringList hostedLabels()
{
    QStringList names;
    for (const syntax::RunnerLabel &label : syntax::runnerLabels()) {
        if (label.kind == syntax::LabelKind::Hosted)
            names.append(QString::fromUtf8(label.name.data(), qsizetype(label.name.size())));
    }
    return names;
}

/// Teams name their machines after GitHub's ("ubuntu-24.04-16core"), so only a slip of the pen is one.
QString misspelt(std::string_view label)
{
    constexpr int mostSlips = 2;
    const QString nearest = nearestTo(label, hostedLabels());
    const QString text = QString::fromUtf8(label.data(), qsizetype(label.size()));
    return base::editDistance(text, nearest) <= mostSlips ? nearest : QString();
}

void checkLabel(yaml::Node node, const Facts &facts, Report &report)
{
    const std::string_view label = node.text();
    const syntax::RunnerLabel *known = syntax::findRunnerLabel(label);
    if (label.empty() || isOurs(label, facts) || (known && known->kind != syntax::LabelKind::Retired))
        return;
    if (known) {
        report.add(Severity::Warning, node.content(),
                   Text::tr("GitHub has shut %1 down: the job would wait for ever. Take %2.")
                       .arg(quoted(label), quoted(known->successor)));
        return;
    }
    const QString meant = misspelt(label);
    QString message = Text::tr("No runner of GitHub has the label %1.").arg(quoted(label));
    message += u' ';
    message += meant.isEmpty() ? Text::tr("If it is yours, name it in slipway.yaml under `diagnostics.runner-labels`.")
                               : Text::tr("Did you mean `%1`?").arg(meant);
    report.add(node.content(), message, replaceWord(node, meant));
}

void checkJobs(const Subject &subject, Report &report)
{
    for (const workflow::Job &job : subject.workflow().jobs) {
        for (const yaml::Node label : runnerLabels(job))
            checkLabel(label, subject.facts, report);
    }
}

} // namespace

const Rule runnerLabel{"runner-label", Severity::Hint, checkJobs};

} // namespace slipway::diagnostics
