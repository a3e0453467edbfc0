#include "shell/accounts_port.h"

namespace slipway::shell {

AccountsPort::~AccountsPort() = default;

} // namespace slipway::shell
