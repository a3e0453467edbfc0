#pragma once

#include "base/clock.h"
#include "net/endpoint.h"

#include <QCoro/QCoroTask>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <functional>
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
    /// Takes the body of a 2xx answer as it comes, instead of `RawAnswer::body`, with what was announced of it (-1:
    /// nothing). What gives false ends the exchange.
    std::function<bool(const QByteArray &bytes, qint64 announced)> sink = {};
    /// Bytes for the sink after which the answer is refused.
    qint64 sinkLimit = 0;
};

/// What came of it.
struct Incoming {
    enum class Ending {
        Complete, ///< an answer, of whatever status, read to its end
        Stopped, ///< by the stop token
        ConnectDeadline, ///< no connection in time
        TooLarge, ///< cut off at the limit
        NotStored, ///< the sink did not take it
        Broken, ///< see `code`
    };

    Ending ending = Ending::Broken;
    RawAnswer answer;
    /// Of the body, the sink's bytes too.
    qint64 received = 0;
    /// What `TooLarge` is larger than.
    qint64 limit = 0;
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
