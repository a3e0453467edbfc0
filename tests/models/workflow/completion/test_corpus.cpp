#include "offered.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::workflow;

/// What real files say must be among what is offered at its place.
class TestCorpus final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void offersTheKeysThatFilesHave();
    void offersTheNamesThatExpressionsUse();
    void survivesEveryPlace();

private:
    /// Every tenth file, read.
    std::vector<Document> m_documents;
};

namespace {

const QString corpus = QStringLiteral(SLIPWAY_SOURCE_DIR "/../shared/corpus/workflows");

/// Up to `most` of them, spread over all.
template<typename T>
std::vector<T> some(const std::vector<T> &all, size_t most)
{
    std::vector<T> chosen;
    const size_t stride = std::max<size_t>(1, all.size() / most);
    for (size_t at = 0; at < all.size() && chosen.size() < most; at += stride)
        chosen.push_back(all[at]);
    return chosen;
}

std::vector<yaml::Node> keysOf(const Workflow &workflow)
{
    std::vector<yaml::Node> keys;
    const auto addAll = [&keys](yaml::Node mapping) {
        for (const auto &[key, value] : yaml::entries(mapping))
            keys.push_back(key);
    };
    addAll(workflow.node);
    for (const Job &job : workflow.jobs) {
        addAll(job.field.value);
        for (const Step &step : job.steps)
            addAll(step.node);
    }
    return keys;
}

QString place(const Document &document, quint32 offset)
{
    return document.path() + u':' + QString::number(document.tree()->place(offset).line);
}

} // namespace

void TestCorpus::initTestCase()
{
    QStringList paths;
    for (QDirIterator files(corpus, {u"*.yml"_s, u"*.yaml"_s}, QDir::Files, QDirIterator::Subdirectories);
         files.hasNext();)
        paths.append(files.next());
    if (paths.isEmpty())
        QSKIP("The corpus is not here.");
    paths.sort();
    for (qsizetype at = 0; at < paths.size(); at += 10) {
        QFile file(paths[at]);
        if (file.open(QFile::ReadOnly))
            m_documents.push_back(Document::open(file.readAll(), paths[at]));
    }
}

void TestCorpus::offersTheKeysThatFilesHave()
{
    QStringList missing;
    for (const Document &document : m_documents) {
        for (const yaml::Node key : some(keysOf(document.workflow()), 8)) {
            const quint32 middle = key.content().begin + key.content().size() / 2;
            if (!offered::find(complete(document, middle), key.text()))
                missing.append(place(document, middle) + u' ' + QString::fromStdString(std::string(key.text())));
        }
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
}

void TestCorpus::offersTheNamesThatExpressionsUse()
{
    QStringList missing;
    for (const Document &document : m_documents) {
        std::vector<std::pair<const ExpressionSite *, expressions::Range>> names;
        for (const ExpressionSite &site : document.expressions())
            for (const expressions::Reference &reference : site.references) {
                const auto context = site.ast.name(reference.context);
                names.emplace_back(&site, site.ast[reference.context].name);
                const bool isNamed = context == "github" || context == "needs" || context == "runner";
                if (isNamed && !reference.links.empty()
                    && reference.links.front().kind == expressions::Link::Kind::Name)
                    names.emplace_back(&site, reference.links.front().name);
            }
        for (const auto &[site, name] : some(names, 8)) {
            const quint32 end = site->range(name).end;
            const auto offers = complete(document, end);
            if (!offered::find(offers, site->ast.text(name)) && !site->isThroughAlias)
                missing.append(place(document, end) + u' ' + QString::fromStdString(std::string(site->ast.text(name))));
        }
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
}

void TestCorpus::survivesEveryPlace()
{
    for (const Document &document : m_documents) {
        const auto size = static_cast<quint32>(document.source().size());
        for (quint32 offset = 0; offset < size; offset += std::max(1U, size / 8))
            for (const Candidate &candidate : complete(document, offset))
                QVERIFY(candidate.replaced.begin <= offset && offset <= candidate.replaced.end);
    }
}

QTEST_GUILESS_MAIN(TestCorpus)
#include "test_corpus.moc"
