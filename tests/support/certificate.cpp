#include "test_support/certificate.h"

#include <QFile>
#include <QProcess>
#include <QSslKey>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace slipway::test {

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

std::optional<Identity> selfSignedIdentity()
{
    const QTemporaryDir folder;
    const QString keyFile = folder.filePath(u"key.pem"_s);
    const QString certificateFile = folder.filePath(u"certificate.pem"_s);
    QProcess openssl;
    openssl.start(u"openssl"_s,
                  {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s,
                   u"-nodes"_s, u"-days"_s, u"1"_s, u"-subj"_s, u"/CN=127.0.0.1"_s, u"-addext"_s,
                   u"subjectAltName=IP:127.0.0.1"_s, u"-keyout"_s, keyFile, u"-out"_s, certificateFile});
    if (!openssl.waitForFinished() || openssl.exitCode() != 0)
        return std::nullopt;
    Identity identity;
    identity.certificate = QSslCertificate(contents(certificateFile));
    const QSslKey key(contents(keyFile), QSsl::Ec);
    if (identity.certificate.isNull() || key.isNull())
        return std::nullopt;
    identity.configuration = QSslConfiguration::defaultConfiguration();
    identity.configuration.setLocalCertificate(identity.certificate);
    identity.configuration.setPrivateKey(key);
    return identity;
}

} // namespace slipway::test
