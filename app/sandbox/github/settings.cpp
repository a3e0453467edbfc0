#include "sandbox/github/settings.h"

#include <QCryptographicHash>

#include <sodium.h>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

Vault makeVault(const QByteArray &seed)
{
    Vault vault;
    const QByteArray exact = QCryptographicHash::hash(seed, QCryptographicHash::Sha256);
    vault.publicKey.resize(crypto_box_PUBLICKEYBYTES);
    vault.privateKey.resize(crypto_box_SECRETKEYBYTES);
    crypto_box_seed_keypair(reinterpret_cast<unsigned char *>(vault.publicKey.data()),
                            reinterpret_cast<unsigned char *>(vault.privateKey.data()),
                            reinterpret_cast<const unsigned char *>(exact.constData()));
    vault.keyId = QString::number(3'380'204'578'043'523'366 + static_cast<uchar>(exact[0]) * 1'000'003);
    return vault;
}

std::optional<QByteArray> unseal(const Vault &vault, const QByteArray &sealedBase64)
{
    const QByteArray box = QByteArray::fromBase64(sealedBase64);
    if (box.size() < static_cast<qsizetype>(crypto_box_SEALBYTES))
        return std::nullopt;
    QByteArray value(box.size() - static_cast<qsizetype>(crypto_box_SEALBYTES), '\0');
    const auto bytes = [](const QByteArray &array) {
        return reinterpret_cast<const unsigned char *>(array.constData());
    };
    const int failed = crypto_box_seal_open(reinterpret_cast<unsigned char *>(value.data()), bytes(box),
                                            static_cast<unsigned long long>(box.size()), bytes(vault.publicKey),
                                            bytes(vault.privateKey));
    return failed == 0 ? std::optional(value) : std::nullopt;
}

Protection protectionFrom(const QJsonObject &body, const Protection &before)
{
    Protection result;
    const QJsonObject checks = body["required_status_checks"_L1].toObject();
    result.hasChecks = body["required_status_checks"_L1].isObject();
    result.strict = checks["strict"_L1].toBool();
    for (const QJsonValue &context : checks["contexts"_L1].toArray())
        result.checks.append(context.toString());
    for (const QJsonValue &check : checks["checks"_L1].toArray())
        result.checks.append(check["context"_L1].toString());
    const QJsonObject reviews = body["required_pull_request_reviews"_L1].toObject();
    result.needsPullRequest = body["required_pull_request_reviews"_L1].isObject();
    result.approvals = reviews["required_approving_review_count"_L1].toInt();
    result.codeOwners = reviews["require_code_owner_reviews"_L1].toBool();
    result.dismissesStale = reviews["dismiss_stale_reviews"_L1].toBool();
    result.lastPushApproval = reviews["require_last_push_approval"_L1].toBool();
    result.enforcesAdmins = body["enforce_admins"_L1].toBool();
    result.linearHistory = body["required_linear_history"_L1].toBool();
    result.forcePushes = body["allow_force_pushes"_L1].toBool();
    result.deletions = body["allow_deletions"_L1].toBool();
    result.conversationResolution = body["required_conversation_resolution"_L1].toBool();
    result.signedCommits = before.signedCommits;
    return result;
}

} // namespace slipway::sandbox::github
