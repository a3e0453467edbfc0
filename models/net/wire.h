#pragma once

#include "base/clock.h"
#include "net/endpoint.h"

#include <QCoro/QCoroTask>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <stop_token>

class QNetworkAccessManager;

namespace slipway::net {

/// One request as it goes over the wire.
struct Outgoing {
    QByteArray method;
    QNetworkRequest request;
    QByteArray body;
    qsizetype bodyLimit = 0;
    std::chrono::milliseconds connectDeadline{0};
};

/// What came of it.
struct Incoming {
    enum class Ending {
        Complete,           ///< an answer, of whatever status, read to its end
        Stopped,            ///< by the stop token
        ConnectDeadline,    ///< no connection in time
        TooLarge,           ///< cut off at the limit
        Broken,             ///< see `code`
    };

    Ending ending = Ending::Broken;
    RawAnswer answer;
    /// The request may have arrived at the other side.
    bool mayHaveArrived = true;
    QNetworkReply::NetworkError code = QNetworkReply::NoError;
    /// What Qt or the certificate check says, for `Broken`.
    QString detail;
    bool isHttp2 = false;
};

/// Sends, reads and gives the end; follows no redirect, repeats nothing. Both references outlive the task.
QCoro::Task<Incoming> exchange(QNetworkAccessManager &network, base::Clock &clock, Outgoing outgoing,
                               std::stop_token stop);

} // namespace slipway::net
