#include "inspector/fields/desk.h"

#include "inspector/fields/typing.h"

using namespace Qt::StringLiterals;

namespace slipway::inspector {

namespace {

const workflow::Document &emptyDocument()
{
    static const workflow::Document empty;
    return empty;
}

} // namespace

Desk::Desk(QObject *parent)
    : QObject(parent)
    , m_clock(std::make_shared<base::SystemClock>())
{ }

void Desk::setFile(editing::OpenFile *file)
{
    commitAll();
    if (m_file)
        disconnect(m_file, nullptr, this, nullptr);
    m_file = file;
    m_typist = nullptr;
    if (file)
        connect(file, &editing::OpenFile::changed, this, &Desk::follow);
}

void Desk::setSources(Sources sources)
{
    m_sources = std::move(sources);
    if (m_sources.clock)
        m_clock = m_sources.clock;
}

const workflow::Document &Desk::document() const
{
    return m_file ? m_file->drawable() : emptyDocument();
}

bool Desk::isWritable() const
{
    return m_file && m_file->brokenBecause().isEmpty();
}

yaml::Node Desk::at(const yaml::Path &path) const
{
    return nodeAt(*document().tree(), path);
}

base::Done Desk::perform(const Operations &operations, const QString &name)
{
    if (!m_file)
        return std::unexpected(base::makeError(base::Error::Kind::InvalidInput, tr("No file is open.")));
    if (operations.empty())
        return {};
    base::Done done = m_file->perform(operations, name);
    if (!done)
        emit refused(base::sentence(done.error()));
    return done;
}

base::Done Desk::type(const Typing &who, const Compose &compose, const QString &name)
{
    if (!m_file)
        return perform({}, name);
    ++m_quiet;
    QUndoStack &stack = m_file->history().stack();
    const bool goesOn = m_typist == &who && stack.index() == m_step && m_file->document().isSame(m_typed);
    if (goesOn)
        stack.undo();
    const Operations operations = compose(*document().tree());
    const base::Done done = perform(operations, name);
    if (goesOn && !done)
        stack.redo();
    if (done && !operations.empty()) {
        m_typist = &who;
        m_step = stack.index();
        m_typed = m_file->document();
    } else if (done) {
        m_typist = nullptr;
    }
    --m_quiet;
    if (m_hasChanged)
        follow();
    return done;
}

std::unexpected<base::Error> Desk::refuse(const QString &words)
{
    emit refused(words);
    return std::unexpected(base::makeError(base::Error::Kind::InvalidInput, words));
}

void Desk::endTyping(const Typing &who)
{
    if (m_typist == &who)
        m_typist = nullptr;
}

base::Done Desk::performAndSelect(const Operations &operations, const QString &name, const editing::Place &place)
{
    ++m_quiet;
    const base::Done done = perform(operations, name);
    if (done && m_file)
        m_file->selection().set(place);
    --m_quiet;
    if (m_hasChanged)
        follow();
    return done;
}

void Desk::add(Typing *typing)
{
    m_typings.append(typing);
}

void Desk::commitAll()
{
    m_typings.removeIf([](const QPointer<Typing> &typing) { return typing.isNull(); });
    const auto all = m_typings;
    for (const QPointer<Typing> &typing : all)
        if (typing)
            typing->commit();
}

void Desk::setEvent(const workflow::Event &event)
{
    m_event = event;
    emit eventChanged();
}

QString Desk::mainBranch() const
{
    const QStringList branches = m_sources.branches ? m_sources.branches() : QStringList();
    for (const QString &usual : {u"main"_s, u"master"_s})
        if (branches.contains(usual))
            return usual;
    return branches.isEmpty() ? u"main"_s : branches.first();
}

void Desk::follow()
{
    m_hasChanged = m_quiet > 0;
    if (!m_hasChanged)
        emit changed();
}

} // namespace slipway::inspector
