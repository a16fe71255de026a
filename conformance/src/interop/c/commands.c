/*
 * Copyright the jsctp authors.
 * SPDX-License-Identifier: Apache-2.0
 *
 * What usrsctp_peer does when a message tells it to: a message that begins with '!' is a command.
 *
 *   !reset-outgoing    resets all its streams
 *   !add-streams N     has N streams more to send on
 */
#include "peer.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <usrsctp.h>

void allow_commands(struct socket *socket) {
    static const uint16_t types[] = {SCTP_STREAM_RESET_EVENT, SCTP_ASSOC_RESET_EVENT, SCTP_STREAM_CHANGE_EVENT};
    struct sctp_assoc_value allowed = {.assoc_id = SCTP_FUTURE_ASSOC,
                                       .assoc_value = SCTP_ENABLE_RESET_STREAM_REQ | SCTP_ENABLE_RESET_ASSOC_REQ |
                                                      SCTP_ENABLE_CHANGE_ASSOC_REQ};
    usrsctp_setsockopt(socket, IPPROTO_SCTP, SCTP_ENABLE_STREAM_RESET, &allowed, sizeof allowed);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        struct sctp_event event = {.se_assoc_id = SCTP_FUTURE_ASSOC, .se_type = types[i], .se_on = 1};
        usrsctp_setsockopt(socket, IPPROTO_SCTP, SCTP_EVENT, &event, sizeof event);
    }
}

bool obey(struct socket *socket, char *command) {
    int result = -1;
    if (command[0] != '!') {
        return false;
    }
    char *argument = strchr(command, ' ');
    if (argument != NULL) {
        *argument++ = '\0';
    }
    if (strcmp(command, "!reset-outgoing") == 0) {
        struct sctp_reset_streams all = {.srs_flags = SCTP_STREAM_RESET_OUTGOING};
        result = usrsctp_setsockopt(socket, IPPROTO_SCTP, SCTP_RESET_STREAMS, &all, sizeof all);
    } else if (strcmp(command, "!add-streams") == 0 && argument != NULL) {
        struct sctp_add_streams more = {.sas_outstrms = (uint16_t)atoi(argument)};
        result = usrsctp_setsockopt(socket, IPPROTO_SCTP, SCTP_ADD_STREAMS, &more, sizeof more);
    } else {
        errno = EINVAL;
    }
    printf("COMMAND %s %s\n", command, result < 0 ? strerror(errno) : "done");
    return true;
}
