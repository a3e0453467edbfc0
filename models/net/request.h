#pragma once

#include <QByteArray>
#include <QHttpHeaders>
#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>

namespace slipway::net {

using std::chrono::milliseconds;

/// One call as a client words it. What every call of a provider shares (token, version headers) is the Endpoint's.
struct Request {
    QByteArray method = "GET";
    /// Absolute. Made by Endpoint::url.
    QUrl url;
    QHttpHeaders headers;
    QByteArray body;
    /// Sent only with a body.
    QByteArray contentType = "application/json";
    /// The same call twice has the effect of one, so it may be repeated after a failure whose outcome is not known.
    /// True for GET and HEAD without asking; a writer sets it only where the provider promises it.
    bool isIdempotent = false;
    /// The answer holds values that are to be seen by nobody: its body stays out of the cache and of the log.
    bool isConfidential = false;
    /// For the whole call with its retries, from when the gate lets it through; of a download the longest time without
    /// a byte. Zero takes the client's default.
    milliseconds deadline{0};
    /// How often it is asked in all, if it may be repeated; zero takes the client's default.
    int attempts = 0;
    /// Bytes after which an answer is refused; zero takes the client's default.
    qsizetype bodyLimit = 0;

    bool isSafe() const { return method == "GET" || method == "HEAD"; }
};

/// Where an answer's body goes when it is too large to be held, or to be kept.
struct Download {
    /// Absolute path in a folder that exists. What stands there stays until the body is whole.
    QString file;
    /// After so many bytes, unpacked as they come, the answer is refused.
    qint64 mostBytes = qint64(4) * 1024 * 1024 * 1024;
    /// Called with the bytes that have come, and with those to come in all or -1 where nobody said. Starts again at 0
    /// when a broken download is repeated. GUI thread; not once the task has ended or been asked to stop. May be empty.
    std::function<void(qint64 received, qint64 total)> progress;
};

/// The final answer: always 2xx, after redirects, retries and revalidation.
struct Response {
    int status = 0;
    QHttpHeaders headers;
    QByteArray body;
    /// The last URL, after redirects.
    QUrl url;
    /// The provider said "not modified"; body and headers are the stored ones.
    bool isUnchanged = false;
    /// From the first byte sent to the last one read, retries and waiting included.
    milliseconds took{0};
    int attempts = 1;
};

} // namespace slipway::net
