#pragma once

#include <QHash>
#include <QString>

#include <vector>

/// What actionlint and GitHub's own parser said of the files of the corpus.
namespace oracle {

struct Answer {
    QString tool;
    /// actionlint's kind, or the parser's phase.
    QString kind;
    int line = 0;
    QString message;
};

struct FileAnswers {
    QString file;
    std::vector<Answer> answers;
    /// Neither actionlint's head nor the parser has a word to say.
    bool isAccepted() const { return answers.empty(); }
};

/// `workflows.jsonl` with `actionlint-head.jsonl` in the place of its older column. Empty when there is no corpus.
std::vector<FileAnswers> readAnswers(const QString &corpus);

} // namespace oracle
