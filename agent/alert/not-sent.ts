/** The code of an error that came before anything of the message was sent. */
export const NOT_SENT = 'NOT_SENT';
