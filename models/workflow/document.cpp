#include "workflow/document.h"

#include <mutex>

namespace slipway::workflow {

struct Document::State {
    yaml::Tree::Ptr tree;
    QString path;
    int revision = 0;
    Workflow workflow;
    std::once_flag hasExpressions;
    ExpressionSites expressions;

    State(yaml::Tree::Ptr read, QString file, int count)
        : tree(std::move(read))
        , path(std::move(file))
        , revision(count)
        , workflow(readWorkflow(*tree))
    { }
};

Document::Document()
    : Document(open({}))
{ }

Document::Document(std::shared_ptr<State> state)
    : m_state(std::move(state))
{ }

Document Document::open(const QByteArray &source, const QString &path)
{
    return Document(std::make_shared<State>(yaml::Tree::parse(source), path, 0));
}

Document Document::edited(const yaml::Patches &patches) const
{
    return Document(std::make_shared<State>(m_state->tree->edited(patches), m_state->path, m_state->revision + 1));
}

Document Document::withSource(const QByteArray &source) const
{
    return edited(yaml::difference(m_state->tree->source(), source));
}

const yaml::Tree::Ptr &Document::tree() const
{
    return m_state->tree;
}

const Workflow &Document::workflow() const
{
    return m_state->workflow;
}

const ExpressionSites &Document::expressions() const
{
    std::call_once(m_state->hasExpressions, [this] { m_state->expressions = findExpressions(m_state->workflow); });
    return m_state->expressions;
}

const QByteArray &Document::source() const
{
    return m_state->tree->source();
}

const QString &Document::path() const
{
    return m_state->path;
}

int Document::revision() const
{
    return m_state->revision;
}

} // namespace slipway::workflow
