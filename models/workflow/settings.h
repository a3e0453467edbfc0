#pragma once

#include "workflow/field.h"

/// What workflows and jobs can both set, or a job beside its steps.
namespace slipway::workflow {

/// `permissions`: one word for all (`read-all`, `write-all`, nothing else), or a mapping of scopes.
struct Permissions {
    Field field;
    /// Scope and level, in the order written.
    std::vector<Field> scopes;

    explicit operator bool() const { return static_cast<bool>(field); }
    /// The word for all; empty when scopes are written.
    std::string_view forAll() const { return field.text(); }
};

/// `concurrency`, as a group's name or as a mapping.
struct Concurrency {
    Field field;
    /// The name alone: the same field as `field`.
    Field group;
    Field cancelInProgress;
    /// `single` or `max`.
    Field queue;

    explicit operator bool() const { return static_cast<bool>(field); }
};

/// `defaults`, with what its `run` says.
struct Defaults {
    Field field;
    Field run;
    Field shell;
    Field workingDirectory;

    explicit operator bool() const { return static_cast<bool>(field); }
};

/// `environment`, as a name or as a mapping.
struct Environment {
    Field field;
    /// The name alone: the same field as `field`.
    Field name;
    Field url;
    /// `deployment: false` uses the environment without making a deployment.
    Field deployment;

    explicit operator bool() const { return static_cast<bool>(field); }
};

/// `runs-on`: a label, labels, an expression, or a mapping of group and labels.
struct RunsOn {
    Field field;
    List labels;
    Field group;

    explicit operator bool() const { return static_cast<bool>(field); }
    bool isDynamic() const { return field.isDynamic(); }
};

/// `credentials` of a container.
struct Credentials {
    Field field;
    Field username;
    Field password;
};

/// `container` of a job, or one of its `services`; as an image's name or as a mapping.
struct Container {
    /// For a service, its key is the service's id.
    Field field;
    /// The name alone: the same field as `field`.
    Field image;
    Credentials credentials;
    Map env;
    List ports;
    List volumes;
    Field options;
    /// Of services alone.
    Field entrypoint;
    Field command;

    explicit operator bool() const { return static_cast<bool>(field); }
};

/// `snapshot`: an image's name, or a mapping.
struct Snapshot {
    Field field;
    Field imageName;
    Field condition;
    Field version;
};

/// One dimension of a matrix.
struct MatrixRow {
    Field field;
    /// Values of any type, as written; empty when the row is an expression.
    std::vector<yaml::Node> values;

    std::string_view name() const { return field.name(); }
    bool isDynamic() const { return field.isDynamic(); }
};

/// `matrix` with its rows, or an expression.
struct Matrix {
    Field field;
    std::vector<MatrixRow> rows;
    Field include;
    Field exclude;

    explicit operator bool() const { return static_cast<bool>(field); }
    /// By name, whatever its letters' case; null when there is none.
    const MatrixRow *row(std::string_view name) const;
    /// All of it, a row, include, exclude or an item of them is an expression: the combinations are not known here.
    bool isDynamic() const;
};

/// `strategy`, which as a whole may be an expression.
struct Strategy {
    Field field;
    Field failFast;
    Field maxParallel;
    Matrix matrix;

    explicit operator bool() const { return static_cast<bool>(field); }
};

} // namespace slipway::workflow
