#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <map>
#include <optional>

namespace slipway::sandbox::github {

struct StoredSecret {
    QDateTime created;
    QDateTime updated;
};

struct Variable {
    QString value;
    QDateTime created;
    QDateTime updated;
};

/// The secrets and variables of a repository or of one environment, with the key that seals what is sent.
struct Vault {
    QString keyId;
    /// X25519.
    QByteArray publicKey;
    QByteArray privateKey;
    std::map<QString, StoredSecret> secrets;
    std::map<QString, Variable> variables;
};

/// A vault with a key pair drawn from `seed`, 32 bytes.
Vault makeVault(const QByteArray &seed);
/// The value that was sealed for the vault; nothing when it was sealed for another key. Spec: crypto_box_seal.
std::optional<QByteArray> unseal(const Vault &vault, const QByteArray &sealedBase64);

/// Classic protection of one branch.
struct Protection {
    bool strict = false;
    QStringList checks;
    bool hasChecks = false;
    bool enforcesAdmins = false;
    bool needsPullRequest = false;
    int approvals = 0;
    bool codeOwners = false;
    bool dismissesStale = false;
    bool lastPushApproval = false;
    bool linearHistory = false;
    bool forcePushes = false;
    bool deletions = false;
    bool conversationResolution = false;
    bool signedCommits = false;
};

/// What PUT …/protection sends, read into a protection; signatures are kept, since they are not in that body.
Protection protectionFrom(const QJsonObject &body, const Protection &before);

} // namespace slipway::sandbox::github
