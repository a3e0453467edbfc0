#pragma once

#include "workflow/completion/completion.h"

#include <QString>
#include <QStringList>

#include <algorithm>

/// What completion offers at the `^` of a text.
namespace offered {

using namespace slipway::workflow;

inline std::vector<Candidate> at(QString text, const KnownNames &known = {}, const Repository *repository = nullptr)
{
    const auto mark = text.indexOf(u'^');
    text.remove(mark, 1);
    const auto offset = static_cast<quint32>(text.first(mark).toUtf8().size());
    return complete(Document::open(text.toUtf8()), offset, known, repository);
}

inline QStringList labels(const std::vector<Candidate> &candidates)
{
    QStringList all;
    for (const Candidate &candidate : candidates)
        all.append(QString::fromStdString(candidate.label));
    return all;
}

inline const Candidate *find(const std::vector<Candidate> &candidates, std::string_view label)
{
    const auto found = std::ranges::find(candidates, label, &Candidate::label);
    return found == candidates.end() ? nullptr : &*found;
}

/// The text after the candidate is taken; a null text when it is not offered.
inline QString taken(QString text, std::string_view label)
{
    const auto candidates = at(text);
    const Candidate *candidate = find(candidates, label);
    if (!candidate)
        return {};
    QByteArray bytes = text.remove(u'^').toUtf8();
    const auto range = candidate->replaced;
    bytes.replace(range.begin, range.size(), QByteArray::fromStdString(candidate->text));
    return QString::fromUtf8(bytes);
}

/// What of `wanted` (words with blanks between) is missing, and what of `unwanted` is there.
inline QString difference(const QStringList &labels, const QString &wanted, const QString &unwanted)
{
    QStringList wrong;
    for (const QString &word : wanted.split(u' ', Qt::SkipEmptyParts))
        if (!labels.contains(word))
            wrong.append(u'+' + word);
    for (const QString &word : unwanted.split(u' ', Qt::SkipEmptyParts))
        if (labels.contains(word))
            wrong.append(u'-' + word);
    return wrong.join(u' ');
}

} // namespace offered
