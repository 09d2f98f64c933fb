(Coast) -- The ferry will sail again on Monday, the port said.

Workers replaced the hull plates.

@highlight

Ferry sails on Monday

@highlight

Hull mended
