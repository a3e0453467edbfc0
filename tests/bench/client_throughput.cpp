// How fast pages come in: our client, a bare QNetworkAccessManager and curl, turn by turn against one server on a
// thread of this process. Prints the medians of three rounds; see performance.md for what to reach.

#include "net/http_client.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHttp1Configuration>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTextStream>
#include <QThread>
#include <QTimer>

#include <QCoro/QCoroTask>

#include <algorithm>
#include <functional>
#include <vector>

using namespace Qt::StringLiterals;
using namespace slipway;

namespace {

constexpr int streams = 20;
constexpr int rounds = 3;

/// As large as a page of 100 workflow runs is after compression.
const QByteArray &page()
{
    static const QByteArray bytes = [] {
        const QByteArray body(40'000, 'x');
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size())
            + "\r\n\r\n" + body;
    }();
    return bytes;
}

/// Answers every request with the page; those below /slow after 80 ms.
class PageServer final : public QObject
{
    Q_OBJECT

public:
    Q_INVOKABLE quint16 start()
    {
        m_server = new QTcpServer(this);
        m_server->setListenBacklogSize(256);
        connect(m_server, &QTcpServer::newConnection, this, &PageServer::greet);
        return m_server->listen(QHostAddress::LocalHost) ? m_server->serverPort() : quint16(0);
    }

private:
    void greet()
    {
        while (QTcpSocket *socket = m_server->nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { answer(socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        }
    }

    void answer(QTcpSocket *socket)
    {
        const QByteArray input = socket->readAll();
        for (qsizetype i = 0; i < input.count("\r\n\r\n"); ++i) {
            if (input.startsWith("GET /slow"))
                QTimer::singleShot(std::chrono::milliseconds{80}, socket, [socket] { socket->write(page()); });
            else
                socket->write(page());
        }
    }

    QTcpServer *m_server = nullptr;
};

/// Both runs end the loop when the last page is in; false when one was not whole.
using Run = std::function<bool(const QUrl &base, const QString &path, int pages)>;

QCoro::Task<bool> fetchAll(const net::HttpClient &client, std::shared_ptr<const net::Endpoint> endpoint, QString path,
                           int pages)
{
    std::vector<QCoro::Task<base::Result<net::Response>>> tasks;
    for (int i = 0; i < pages; ++i) {
        net::Request request;
        request.url = endpoint->url(path, QUrlQuery({{u"page"_s, QString::number(i)}}));
        tasks.push_back(client.send(endpoint, request, {}));
    }
    bool isWhole = true;
    for (auto &task : tasks) {
        const auto answer = co_await task;
        isWhole = isWhole && answer && answer->body.size() == 40'000;
    }
    co_return isWhole;
}

bool withClient(const QUrl &base, const QString &path, int pages)
{
    net::HttpClient::Options options;
    options.clock = std::make_shared<base::SystemClock>();
    const net::HttpClient client(options);
    auto endpoint = std::make_shared<net::Endpoint>();
    endpoint->provider = u"Bench"_s;
    endpoint->base = base;
    endpoint->concurrency = streams;
    return QCoro::waitFor(fetchAll(client, endpoint, path, pages));
}

bool withBareManager(const QUrl &base, const QString &path, int pages)
{
    QNetworkAccessManager manager;
    QHttp1Configuration connections;
    connections.setNumberOfConnectionsPerHost(streams);
    QEventLoop loop;
    int left = pages;
    bool isWhole = true;
    for (int i = 0; i < pages; ++i) {
        QUrl url = base;
        url.setPath(path);
        url.setQuery(u"page="_s + QString::number(i));
        QNetworkRequest request(url);
        request.setHttp1Configuration(connections);
        QNetworkReply *reply = manager.get(request);
        QObject::connect(reply, &QNetworkReply::finished, &loop, [&, reply] {
            isWhole = isWhole && reply->readAll().size() == 40'000;
            reply->deleteLater();
            if (--left == 0)
                loop.quit();
        });
    }
    loop.exec();
    return isWhole;
}

bool withCurl(const QUrl &base, const QString &path, int pages)
{
    QProcess curl;
    curl.start(u"curl"_s,
               {u"--silent"_s, u"--parallel"_s, u"--parallel-max"_s, QString::number(streams), u"--output"_s,
                u"/dev/null"_s, u"%1%2?page=[1-%3]"_s.arg(base.toString(), path).arg(pages)});
    return curl.waitForFinished(60'000) && curl.exitCode() == 0;
}

struct Contender {
    QString name;
    Run run;
    std::vector<double> seconds = {};
};

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values.at(values.size() / 2);
}

void compare(QTextStream &out, std::vector<Contender> contenders, const QUrl &base, const QString &path, int pages)
{
    for (int round = 0; round < rounds; ++round) {
        for (Contender &contender : contenders) {
            QElapsedTimer timer;
            timer.start();
            if (!contender.run(base, path, pages))
                qFatal("%s did not get every page whole.", qPrintable(contender.name));
            contender.seconds.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e9);
        }
    }
    const double ours = median(contenders.front().seconds);
    for (const Contender &contender : contenders) {
        const double theirs = median(contender.seconds);
        out << QStringLiteral("%1 pages%2  %3  %4 s  HttpClient is %5x of it\n")
                   .arg(pages, 5)
                   .arg(path == "/slow"_L1 ? u" at 80 ms"_s : u""_s, -9)
                   .arg(contender.name, -22)
                   .arg(theirs, 6, 'f', 3)
                   .arg(ours / theirs, 4, 'f', 2);
    }
    out.flush();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication program(argc, argv);
    QThread thread;
    PageServer server;
    server.moveToThread(&thread);
    thread.start();
    quint16 port = 0;
    QMetaObject::invokeMethod(&server, &PageServer::start, Qt::BlockingQueuedConnection, qReturnArg(port));
    if (port == 0)
        qFatal("The server cannot listen on 127.0.0.1.");
    const QUrl base(u"http://127.0.0.1:"_s + QString::number(port));

    QTextStream out(stdout);
    std::vector<Contender> contenders{{u"HttpClient"_s, withClient}, {u"QNetworkAccessManager"_s, withBareManager}};
    if (!QStandardPaths::findExecutable(u"curl"_s).isEmpty())
        contenders.push_back({u"curl --parallel"_s, withCurl});
    compare(out, contenders, base, u"/page"_s, 1'000);
    compare(out, contenders, base, u"/slow"_s, 100);

    QObject::connect(&thread, &QThread::finished, &server,
                     [&server, main = QThread::currentThread()] { server.moveToThread(main); });
    thread.quit();
    thread.wait();
    return 0;
}

#include "client_throughput.moc"
