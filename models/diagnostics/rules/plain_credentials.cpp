#include "diagnostics/rules/rules.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::PlainCredentials)
};

void checkContainer(const workflow::Container &container, Report &report)
{
    const workflow::Field &password = container.credentials.password;
    if (!password.isScalar() || password.isNull() || password.text().empty()
        || password.text().find("${{") != std::string_view::npos)
        return;
    report.add(password.range(),
               Text::tr("This password can be read by everyone who reads the repository. Keep it as a "
                        "secret and write `${{ secrets.NAME }}` here."));
}

void checkCredentials(const Subject &subject, Report &report)
{
    for (const workflow::Job &job : subject.workflow().jobs) {
        checkContainer(job.container, report);
        for (const workflow::Container &service : job.services)
            checkContainer(service, report);
    }
}

} // namespace

const Rule plainCredentials{"plain-credentials", Severity::Error, checkCredentials};

} // namespace slipway::diagnostics
