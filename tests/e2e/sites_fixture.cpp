#include "e2e_releases/sites_fixture.h"

#include "composition/session.h"
#include "widgets/sheet.h"

#include <QCoro/QCoroTask>

using namespace Qt::StringLiterals;

namespace slipway::e2e {

void SitesFixture::init()
{
    m_stage = std::make_unique<Stage>();
    m_hand = std::make_unique<ReleasesHand>(*m_stage);
}

void SitesFixture::cleanup()
{
    m_hand.reset();
    m_stage.reset();
}

bool SitesFixture::open(const QString &app)
{
    return m_stage->start() && m_hand->openPage()
        && m_hand->until([&] { return !m_hand->live(app, production).id.isEmpty(); })
        && m_hand->select(app, production);
}

bool SitesFixture::command(const QString &words)
{
    m_stage->press(u"Ctrl+K"_s);
    m_stage->type(words);
    m_stage->press(u"Return"_s);
    return m_hand->until([this] { return m_hand->sheet(); });
}

QString SitesFixture::started()
{
    const QString id = m_hand->start();
    if (id.isEmpty())
        qWarning("not started: %s %s", qPrintable(m_hand->failure()), qPrintable(m_hand->sheetWords()));
    return id;
}

bool SitesFixture::isPinned(const QString &project) const
{
    const auto asked = QCoro::waitFor(m_stage->program().session()->clients().vercel.project(project, {}));
    return asked && !asked->assignsDomains;
}

} // namespace slipway::e2e
