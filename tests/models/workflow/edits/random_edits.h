#pragma once

#include "workflow/edits/operation.h"
#include "yaml/tree.h"

#include <QString>

#include <optional>
#include <random>

namespace slipway::test {

/// Makes operations that make sense for one file, from what stands in it. The same seed gives the same ones.
class RandomEdits
{
public:
    /// How many kinds there are.
    static int kinds();
    static const char *nameOf(int kind);

    RandomEdits(const yaml::Tree &tree, quint32 seed);

    /// An operation of the kind; nothing when the file has no place for one.
    std::optional<workflow::Operation> make(int kind);

private:
    using Made = std::optional<workflow::Operation>;
    struct Place {
        yaml::Path path;
        yaml::Node value;
    };

    void walk(yaml::Node node, const yaml::Path &path);
    size_t below(size_t limit);
    template<typename Keep>
    const Place *choose(Keep keep);
    std::string anyJob();
    std::string otherJob(const std::string &id);
    /// A job with steps of its own, and their number; empty when there is none.
    std::string jobWithSteps(int &count);
    yaml::ValuePtr newScalar(std::string_view old);
    yaml::ValuePtr newStep();
    yaml::ValuePtr newJob();

    Made set();
    Made setNewKey();
    Made setCollection();
    Made unset(bool prune);
    Made insert();
    Made renameKey();
    Made addJob();
    Made moveJob();
    Made addNeed();
    Made removeNeed();
    Made addStep();
    Made moveStep();
    Made moveStepAway();
    Made addTrigger(bool hasConfig);
    Made removeTrigger();

    const yaml::Tree &m_tree;
    std::mt19937 m_random;
    std::vector<Place> m_places;
    std::vector<std::string> m_jobs;
};

} // namespace slipway::test
