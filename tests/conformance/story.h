#pragma once

#include "base/result.h"

#include <QHash>
#include <QStringList>

/// Calls written down in a text file, one after the other.
///
///   at github/api                  where the calls go, as in the sandbox's ready line
///   let R = /repos/a/b             {R} in what follows
///   as readOnly                    the token: full, readOnly, missingScopes, noWorkflows, wrong, none
///   with If-None-Match: {etag}     one more header, for the next call alone
///   pass 180                       seconds of the story
///   fault {"kind": "429"}          what goes wrong next
///   GET 200 {R}/branches           a call and the status that it must have; its body is indented below it
///   keep sha = 0.commit.sha        {sha} is a member of the last answer, or header:NAME
///   seal value = {key}             {value} is a sealed secret, for GitHub's public key
///
/// Lines that begin with # are for people.
namespace slipway::conformance {

struct Line {
    int number = 0;
    /// "GET", "let", …
    QString word;
    QString rest;
    QByteArray body;
};

/// Error: internal, when the file cannot be read.
base::Result<QList<Line>> readStory(const QString &path);

/// Names and what they stand for.
class Names
{
public:
    void set(const QString &name, const QString &value) { m_values.insert(name, value); }
    /// `text` with each {name} replaced; unknown ones stay.
    QString filled(QString text) const;

private:
    QHash<QString, QString> m_values;
};

} // namespace slipway::conformance
