#pragma once

#include "editing/open_file.h"
#include "inspector/inspector.h"
#include "runs/prediction.h"

#include <QHash>
#include <QObject>

#include <memory>
#include <stop_token>

namespace slipway::runs {
class PastRuns;
struct Services;
} // namespace slipway::runs

namespace slipway::pipelines_page {

/// How long workflows, jobs and steps took lately, and how long what is being edited will take. Asked for once a
/// workflow; until the answer, and without one, everything is unknown. GUI thread.
class PastTimes final : public QObject
{
    Q_OBJECT

public:
    explicit PastTimes(std::shared_ptr<const runs::Services> services, QObject *parent = nullptr);
    ~PastTimes() override;

    /// Asks for the past of a workflow by its file's name, unless it was asked for.
    void want(const QString &file);

    /// "4:48" by the job's id; jobs without a past are not among them.
    QHash<QString, QString> jobTimes(const editing::OpenFile &file) const;
    /// "About 6 min 46 s, decided by ci and deploy."; empty when a job has no past.
    QString expectation(const QString &file, const workflow::Document &document,
                        const std::shared_ptr<const workflow::Repository> &repository) const;
    inspector::Sources::Past past(const editing::OpenFile &file, const editing::Place &place) const;

Q_SIGNALS:
    void changed(const QString &file);

private:
    struct Known {
        QList<runs::PastRun> runs;
        runs::Usual usual;
    };
    runs::Prediction prediction(const QString &file, const workflow::Document &document,
                                const std::shared_ptr<const workflow::Repository> &repository) const;

    std::unique_ptr<runs::PastRuns> m_past;
    QHash<QString, Known> m_known;
    std::stop_source m_stop;
};

} // namespace slipway::pipelines_page
