#include "e2e_releases/fly_fixture.h"

namespace slipway::e2e {

void FlyFixture::init()
{
    m_stage = std::make_unique<Stage>();
    m_hand = std::make_unique<FlyHand>(*m_stage);
}

void FlyFixture::cleanup()
{
    m_hand.reset();
    m_stage.reset();
}

} // namespace slipway::e2e
