#include "diagnostics/rules/fixes.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "syntax/permission_scopes.h"

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::PermissionScope)
};

QStringList levelsOf(syntax::Accesses allowed)
{
    QStringList levels;
    if (allowed.testFlag(syntax::Access::Read))
        levels.append(QStringLiteral("read"));
    if (allowed.testFlag(syntax::Access::Write))
        levels.append(QStringLiteral("write"));
    if (allowed.testFlag(syntax::Access::None))
        levels.append(QStringLiteral("none"));
    return levels;
}

void checkScope(const workflow::Field &field, Report &report)
{
    const syntax::PermissionScope *scope = syntax::findPermissionScope(field.name());
    if (!scope) {
        const QStringList known = namesOf(syntax::permissionScopes(), &syntax::PermissionScope::name);
        const QString meant = nearestTo(field.name(), known);
        report.add(field.key.content(),
                   Text::tr("The token has no permission %1.").arg(quoted(field.name()))
                       + (meant.isEmpty() ? QString() : hintFor(field.name(), known)),
                   replaceWord(field.key, meant));
        return;
    }
    if (!field.isScalar() || field.isNull())
        return;
    const QStringList levels = levelsOf(scope->allowed);
    const QString level = QString::fromUtf8(field.text().data(), qsizetype(field.text().size()));
    if (!levels.contains(level)) {
        report.add(field.range(),
                   Text::tr("%1 can be %2, not %3.").arg(quoted(scope->name), levels.join(u", "), quoted(field.text())),
                   replaceWord(field.value, nearestTo(field.text(), levels)));
    }
}

void checkPermissions(const workflow::Permissions &permissions, Report &report)
{
    if (permissions.field.isScalar() && !permissions.field.isNull()) {
        const std::string_view word = permissions.forAll();
        static const QStringList known{QStringLiteral("read-all"), QStringLiteral("write-all")};
        if (word != "read-all" && word != "write-all") {
            report.add(
                permissions.field.range(),
                Text::tr("All permissions together can be `read-all`, `write-all` or `{}`, not %1.").arg(quoted(word)),
                replaceWord(permissions.field.value, nearestTo(word, known)));
        }
    }
    for (const workflow::Field &scope : permissions.scopes)
        checkScope(scope, report);
}

void checkWorkflow(const Subject &subject, Report &report)
{
    checkPermissions(subject.workflow().permissions, report);
    for (const workflow::Job &job : subject.workflow().jobs)
        checkPermissions(job.permissions, report);
}

} // namespace

const Rule permissionScope{"permission-scope", Severity::Error, checkWorkflow};

} // namespace slipway::diagnostics
