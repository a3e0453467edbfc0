#include "editing/open_file.h"

#include "editing/anchors.h"
#include "editing/checking.h"
#include "workflow/edits/edit.h"

#include <algorithm>

namespace slipway::editing {

namespace {

using workflow::Document;

struct State {
    bool isChanged = false;
    bool isUnsaved = false;
    bool operator==(const State &) const = default;
};

} // namespace

struct OpenFile::Private {
    Private(Setup setup, OpenFile *file)
        : q(file)
        , origin(std::move(setup.origin))
        , base(std::move(setup.base))
        , saved(setup.saved.value_or(base))
        , repository(std::move(setup.repository))
        , history(Document::open(setup.text, origin.path))
        , drawable(history.document())
        , checking(setup.clock ? std::move(setup.clock) : std::make_shared<base::SystemClock>(), setup.rules)
    {
        hasBeenGood = !drawable.tree()->isBroken();
        facts.repository = repository;
    }

    void take(const yaml::Patches &patches);
    void followSelection();
    void tellState();
    State stateNow() const;

    OpenFile *q;
    Origin origin;
    QByteArray base;
    QByteArray saved;
    std::shared_ptr<const workflow::Repository> repository;
    workflow::History history;
    Selection selection;
    Anchors anchors;
    bool isFollowing = false;
    Document drawable;
    /// Until then, what could be read of a broken file is better than nothing.
    bool hasBeenGood = false;
    workflow::KnownNames names;
    diagnostics::Facts facts;
    Checking checking;
    State state;
};

void OpenFile::Private::take(const yaml::Patches &patches)
{
    const Document &document = history.document();
    const bool isGood = !document.tree()->isBroken();
    if (isGood || !hasBeenGood)
        drawable = document;
    hasBeenGood = hasBeenGood || isGood;
    anchors.move(patches);
    checking.setDocument(document, patches);
    if (isGood)
        followSelection();
    emit q->changed(patches);
    tellState();
}

void OpenFile::Private::followSelection()
{
    if (selection.all().isEmpty())
        return;
    QList<Place> places;
    Place current;
    const auto moved = anchors.places(drawable);
    for (size_t i = 0; i < moved.size(); ++i) {
        if (!moved[i] || places.contains(*moved[i]))
            continue;
        if (selection.all().at(qsizetype(i)) == selection.current())
            current = *moved[i];
        places.append(*moved[i]);
    }
    if (current.kind == Place::Kind::File && !places.isEmpty())
        current = places.constLast();
    isFollowing = true;
    selection.set(places, current);
    isFollowing = false;
    anchors.hold(drawable, places);
}

State OpenFile::Private::stateNow() const
{
    const QByteArray &text = history.document().source();
    return {.isChanged = origin.isNew || text != base, .isUnsaved = text != saved};
}

void OpenFile::Private::tellState()
{
    const State now = stateNow();
    if (now == state)
        return;
    state = now;
    emit q->stateChanged();
}

OpenFile::OpenFile(Setup setup, QObject *parent)
    : QObject(parent)
    , m_d(std::make_unique<Private>(std::move(setup), this))
{
    Private *d = m_d.get();
    d->state = d->stateNow();
    connect(&d->history, &workflow::History::changed, this, [d](const yaml::Patches &patches) { d->take(patches); });
    connect(&d->selection, &Selection::changed, this, [d] {
        if (!d->isFollowing)
            d->anchors.hold(d->drawable, d->selection.all());
    });
    connect(&d->checking, &Checking::checked, this, &OpenFile::checked);
    d->checking.setDocument(document(), {});
    d->checking.setFacts(d->facts);
}

OpenFile::~OpenFile() = default;

const Origin &OpenFile::origin() const
{
    return m_d->origin;
}

void OpenFile::setOrigin(const Origin &origin)
{
    m_d->origin = origin;
    m_d->tellState();
}

const QByteArray &OpenFile::base() const
{
    return m_d->base;
}

void OpenFile::setBase(const QByteArray &base, const QString &commit)
{
    m_d->base = base;
    m_d->origin.commit = commit;
    m_d->origin.isNew = false;
    m_d->state = m_d->stateNow();
    emit stateChanged();
}

workflow::History &OpenFile::history()
{
    return m_d->history;
}

const Document &OpenFile::document() const
{
    return m_d->history.document();
}

Selection &OpenFile::selection()
{
    return m_d->selection;
}

const std::shared_ptr<const workflow::Repository> &OpenFile::repository() const
{
    return m_d->repository;
}

void OpenFile::setRepository(std::shared_ptr<const workflow::Repository> repository)
{
    m_d->repository = std::move(repository);
    m_d->facts.repository = m_d->repository;
    m_d->checking.setFacts(m_d->facts);
}

const Document &OpenFile::drawable() const
{
    return m_d->drawable;
}

QString OpenFile::brokenBecause() const
{
    const yaml::Tree &tree = *document().tree();
    const auto problem = std::ranges::find_if(tree.problems(), &yaml::Problem::isError);
    if (problem == tree.problems().end())
        return {};
    return tr("Line %1: %2").arg(QString::number(tree.place(problem->range.begin).line), problem->message);
}

const workflow::KnownNames &OpenFile::names() const
{
    return m_d->names;
}

void OpenFile::setNames(const workflow::KnownNames &names)
{
    m_d->names = names;
    emit namesChanged();
}

void OpenFile::setFacts(const diagnostics::Facts &facts)
{
    m_d->facts = facts;
    if (!m_d->facts.repository)
        m_d->facts.repository = m_d->repository;
    m_d->checking.setFacts(m_d->facts);
}

const std::vector<diagnostics::Finding> &OpenFile::findings() const
{
    return m_d->checking.findings();
}

int OpenFile::checkedRevision() const
{
    return m_d->checking.revision();
}

bool OpenFile::isChanged() const
{
    return m_d->stateNow().isChanged;
}

bool OpenFile::isUnsaved() const
{
    return m_d->stateNow().isUnsaved;
}

const QByteArray &OpenFile::saved() const
{
    return m_d->saved;
}

void OpenFile::setSaved(const QByteArray &text)
{
    m_d->saved = text;
    m_d->tellState();
}

base::Done OpenFile::perform(const std::vector<workflow::Operation> &operations, const QString &name)
{
    yaml::Tree::Ptr tree = document().tree();
    yaml::Patches patches;
    for (const workflow::Operation &operation : operations) {
        auto done = workflow::provenEdit(*tree, operation);
        if (!done)
            return std::unexpected(done.error());
        tree = std::move(done->tree);
        patches = std::move(done->patches);
    }
    if (operations.size() != 1)
        patches = yaml::difference(document().source(), tree->source());
    return m_d->history.apply(patches, name);
}

base::Done OpenFile::perform(const workflow::Operation &operation, const QString &name)
{
    return perform(std::vector{operation}, name);
}

base::Done OpenFile::perform(const Planned &planned)
{
    const auto done = perform(planned.operations, planned.name);
    if (done && !planned.places.isEmpty())
        m_d->selection.set(planned.places, planned.places.constLast());
    return done;
}

} // namespace slipway::editing
