#include "workflow/expression_sites.h"

#include "expressions/templates.h"
#include "workflow/site_places.h"
#include "workflow/value_places.h"

#include <algorithm>

namespace slipway::workflow {

/// Walks the tree beside the model, so that keys which the model does not know are walked too.
class SiteFinder
{
public:
    explicit SiteFinder(const Workflow &workflow)
        : m_workflow(workflow)
    { }

    ExpressionSites find()
    {
        if (m_workflow.isRead)
            walk(m_workflow.node, {});
        return std::move(m_found);
    }

private:
    /// Where the walk is.
    struct Spot {
        SitePlace place;
        int job = -1;
        int step = -1;
        const Step *owner = nullptr;
        /// The steps that the items of the sequence here are; null when it is no sequence of steps.
        const std::vector<Step> *steps = nullptr;
        bool isThroughAlias = false;
        bool isCondition = false;
    };

    void walk(yaml::Node node, Spot spot)
    {
        if (node.isAlias()) {
            spot.isThroughAlias = true;
            node = node.resolved();
        }
        if (node.isMapping()) {
            walkMapping(node, spot);
        } else if (node.isSequence()) {
            walkSequence(node, spot);
        } else if (node.isScalar()) {
            takeScalar(node, spot);
        }
    }

    void walkMapping(yaml::Node mapping, const Spot &spot)
    {
        int entry = 0;
        const bool isJobs = spot.job < 0 && m_workflow.jobsField && mapping == m_workflow.jobsField.value.resolved();
        for (const auto [key, value] : yaml::entries(mapping)) {
            takeTemplates(key, spot);
            Spot below = spot;
            below.steps = nullptr;
            const std::string_view name = key.text();
            below.place = spot.place.below(name);
            below.isCondition = name == "if" && below.place.path().ends_with(".if");
            if (isJobs)
                below.job = entry++;
            else if (spot.job >= 0)
                below.steps = stepsBelow(spot, value);
            walk(value, below);
        }
    }

    const std::vector<Step> *stepsBelow(const Spot &spot, yaml::Node value) const
    {
        if (spot.owner)
            return spot.owner->parallel.value == value ? &spot.owner->steps : nullptr;
        const Job &job = m_workflow.jobs[std::size_t(spot.job)];
        return job.stepsField.value == value ? &job.steps : nullptr;
    }

    void walkSequence(yaml::Node sequence, const Spot &spot)
    {
        Spot below = spot;
        below.steps = nullptr;
        std::size_t at = 0;
        for (const yaml::Node item : yaml::items(sequence)) {
            if (spot.steps && at < spot.steps->size()) {
                below.owner = &(*spot.steps)[at];
                if (!spot.owner)
                    below.step = int(at);
                ++at;
            }
            walk(item, below);
        }
    }

    void takeScalar(yaml::Node scalar, const Spot &spot)
    {
        const std::string_view text = scalar.text();
        if (spot.isCondition && !scalar.isNull() && !expressions::hasTemplate(text)) {
            ValueCursor cursor(scalar);
            ExpressionSite &site = add(scalar, spot, {0, quint32(text.size())}, cursor);
            site.kind = SiteKind::Condition;
            site.isWhole = true;
            parse(site);
            return;
        }
        takeTemplates(scalar, spot);
    }

    void takeTemplates(yaml::Node scalar, const Spot &spot)
    {
        const std::string_view text = scalar.text();
        auto found = expressions::nextTemplate(text);
        if (!found)
            return;
        const bool isWhole = isOneExpression(text);
        ValueCursor cursor(scalar);
        for (; found; found = expressions::nextTemplate(text, found->whole.end)) {
            ExpressionSite &site = add(scalar.resolved(), spot, found->inner, cursor);
            site.isWhole = isWhole;
            site.isTerminated = found->isTerminated;
            parse(site);
        }
    }

    ExpressionSite &add(yaml::Node scalar, const Spot &spot, expressions::Range inner, ValueCursor &cursor)
    {
        ExpressionSite &site = m_found.m_sites.emplace_back();
        site.scalar = scalar;
        site.isThroughAlias = spot.isThroughAlias;
        site.begin = inner.begin;
        site.end = inner.end;
        site.place = spot.place.path();
        site.job = spot.job;
        site.step = spot.step;
        site.owner = spot.owner;
        site.sourceBegin = cursor.end(inner.begin);
        return site;
    }

    static void parse(ExpressionSite &site)
    {
        const auto parsed = expressions::parse(site.text(), site.ast);
        if (parsed)
            site.references = expressions::references(site.ast);
        else
            site.error = parsed.error();
    }

    const Workflow &m_workflow;
    ExpressionSites m_found;
};

yaml::Range ExpressionSite::range(expressions::Range part) const
{
    ValueCursor cursor(scalar, begin, sourceBegin);
    const quint32 from = cursor.begin(begin + part.begin);
    return {from, std::max(from, cursor.end(begin + part.end))};
}

yaml::Range ExpressionSite::range() const
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::string_view inner = text();
    const auto first = inner.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return range({0, quint32(inner.size())});
    return range({quint32(first), quint32(inner.find_last_not_of(blanks) + 1)});
}

yaml::Range ExpressionSite::outerRange() const
{
    if (kind == SiteKind::Condition)
        return range();
    ValueCursor cursor(scalar, begin, sourceBegin);
    const std::size_t last = std::min(end + (isTerminated ? 2 : 0), scalar.text().size());
    return {sourceBegin - 3, std::max(sourceBegin, cursor.end(last))};
}

const ExpressionSite *ExpressionSites::at(quint32 offset) const
{
    const auto holds = [offset](const ExpressionSite &site) {
        if (site.isThroughAlias || offset < site.sourceBegin || site.scalar.range().end < offset)
            return false;
        return !site.isTerminated || offset <= ValueCursor(site.scalar, site.begin, site.sourceBegin).end(site.end);
    };
    const auto found = std::ranges::find_if(m_sites, holds);
    return found == m_sites.end() ? nullptr : &*found;
}

ExpressionSites findExpressions(const Workflow &workflow)
{
    return SiteFinder(workflow).find();
}

} // namespace slipway::workflow
