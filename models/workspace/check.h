#pragma once

#include "workspace/problem.h"
#include "workspace/yaml_tree.h"

namespace slipway::workspace {

/// Collects what does not fit, in the order in which it is found, within bounds.
class ProblemList
{
public:
    static constexpr qsizetype most = 200;

    void error(const yaml::Node &at, const QString &path, QString message, QString suggestion = {});
    void warning(const yaml::Node &at, const QString &path, QString message, QString suggestion = {});
    bool hasErrors() const { return m_hasErrors; }
    bool isFull() const { return m_problems.size() >= most; }
    /// In the file's order.
    Problems sorted() const;

private:
    void add(Problem problem);

    Problems m_problems;
    bool m_hasErrors = false;
};

/// Holds the tree against the schema: unknown keys, keys said twice, missing ones, wrong types, words that do not fit.
void checkSchema(const yaml::Node &root, ProblemList &problems);

/// Looks for what the schema cannot say: names that lead nowhere, ids given twice, rules between keys.
/// The tree has been checked against the schema; parts that do not fit it are passed over.
void checkReferences(const yaml::Node &root, ProblemList &problems);

} // namespace slipway::workspace
