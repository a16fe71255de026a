package io.jsctp.wire;

/**
 * An optional or variable-length parameter of a control chunk (RFC 9260 §3.2.1).
 *
 * <p>Immutable as long as nobody changes an array inside; see the package description.
 */
public sealed interface Parameter
        permits HeartbeatInfoParameter,
                AddressParameter,
                StateCookieParameter,
                UnrecognizedParameter,
                CookiePreservativeParameter,
                HostNameAddressParameter,
                SupportedAddressTypesParameter,
                AdaptationIndicationParameter,
                SupportedExtensionsParameter,
                ForwardTsnSupportedParameter,
                RandomParameter,
                ChunkListParameter,
                RequestedHmacAlgorithmParameter,
                PadParameter,
                ZeroChecksumAcceptableParameter,
                AddIpAddressParameter,
                DeleteIpAddressParameter,
                SetPrimaryAddressParameter,
                ErrorCauseIndicationParameter,
                SuccessIndicationParameter,
                OutgoingSsnResetRequestParameter,
                IncomingSsnResetRequestParameter,
                SsnTsnResetRequestParameter,
                ReconfigurationResponseParameter,
                AddOutgoingStreamsRequestParameter,
                AddIncomingStreamsRequestParameter,
                UnknownParameter {
    /**
     * Returns the parameter type.
     *
     * @return 0 to 65535, see {@link ParameterType}
     */
    int type();

    /**
     * Returns the value of the parameter's length field: header included, padding not.
     *
     * @return bytes, 4 to 65535
     */
    int encodedLength();
}
