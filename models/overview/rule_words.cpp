#include "overview/rule_words.h"

#include "workspace/policies.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("overview", text);
}

/// The names that GitHub's own settings page has.
QString ruleName(const QString &rule)
{
    if (rule == "pull-request"_L1)
        return tr("Require a pull request");
    if (rule == "code-owners"_L1)
        return tr("Require review from code owners");
    if (rule == "up-to-date"_L1)
        return tr("Require branches to be up to date");
    if (rule == "linear-history"_L1)
        return tr("Require linear history");
    if (rule == "signed-commits"_L1)
        return tr("Require signed commits");
    if (rule == "force-pushes"_L1)
        return tr("Allow force pushes");
    return rule;
}

} // namespace

QString ruleWords(const RuleDrift &drift)
{
    if (drift.rule == "approvals"_L1)
        return tr("%1 approvals are required, expected %2.").arg(drift.actual, drift.expected);
    if (drift.rule == "checks"_L1)
        return tr("The check “%1” is not required.").arg(drift.expected);
    const QString name = ruleName(drift.rule);
    return drift.actual == "on"_L1 ? tr("“%1” is on.").arg(name) : tr("“%1” is off.").arg(name);
}

QString placeKey(const workspace::SecretPlace &place)
{
    const QString provider = workspace::providerId(place.provider);
    return place.target.isEmpty() ? provider : provider + u':' + place.target;
}

QString placeWords(const workspace::SecretPlace &place)
{
    if (place.provider != workspace::Provider::GitHub)
        return tr("%1 on %2").arg(place.target, workspace::providerName(place.provider));
    if (place.target.isEmpty())
        return tr("Repository");
    QString name = place.target;
    name[0] = name.at(0).toUpper();
    return name;
}

} // namespace slipway::overview
